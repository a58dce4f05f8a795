package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Engine;
import java.util.Arrays;

/// `vitcc_image_loader` and `vitcc_image_gather`: reads image rows over port 0 and cuts them into
/// runs of patches.
///
/// All that the model knows of how fast images come is here.
final class ImageLoader {
  /// `LandCycles` of `vitcc_image_gather`, and the register that counts.
  private static final int LAND = 7;

  /// Cycles from the command to the first address besides those of the two products.
  private static final int SETUP = 3;

  private final int beatBytes;
  private final int lanes;
  private long startAt = Times.UNKNOWN;

  // Rows that are still to be asked for.
  private int patch;
  private int rowBytes;
  private int patchRows;
  private int rowsAsked;

  // The step.
  private int patchBytes;
  private int patchColumns;
  private boolean active;
  private boolean beat;
  private int position;
  private int rowsDone;
  private int runLeft;
  private int patchesLeft;
  private int lane;
  private int sliceLane;
  private long[] complete = new long[0];

  final Reader reader;

  ImageLoader(Engine engine) {
    beatBytes = engine.axiBits() / 8;
    lanes = engine.memoryLanes();
    reader = new Reader(beatBytes);
  }

  /// Takes the command in this cycle.
  void start(LoadImage command, long now) {
    patch = command.patch();
    patchBytes = command.patchBytes();
    patchRows = command.patchRows();
    patchColumns = command.patchColumns();
    rowBytes = patchColumns * patchBytes;
    complete = new long[patch];
    Arrays.fill(complete, Times.UNKNOWN);
    startAt = now + SETUP + bits(patchColumns) + bits(patch);
  }

  boolean idle() {
    return startAt == Times.UNKNOWN || (rowsAsked == patch * patchRows && !active);
  }

  /// Whether nothing will change in any cycle: all pixels came, or none were asked for yet.
  boolean settled() {
    return startAt == Times.UNKNOWN || (idle() && !beat && reader.settled());
  }

  /// When the first `columns` columns of the patch matrix are there; unknown if not yet.
  long complete(int columns) {
    return complete[Engine.ceilDiv(columns, patchBytes) - 1];
  }

  /// Whether something will happen without anybody's doing: the loader is on its way to begin.
  long wakes(long now) {
    return startAt == Times.UNKNOWN || now > startAt ? Times.UNKNOWN : Math.max(startAt, now);
  }

  /// One cycle; whether anything happened.
  boolean step(long now, boolean accepted, boolean arrived) {
    if (startAt == Times.UNKNOWN || now < startAt) {
      return false;
    }
    boolean asks = now > startAt && rowsAsked < patch * patchRows && reader.takesRegion();
    boolean present = reader.valid;
    boolean step = active && beat && (!needsNext() || present);
    boolean changed = asks || step || now == startAt;
    boolean load = !beat;
    boolean discard = false;
    if (step) {
      boolean needed = needsNext();
      boolean endRow = runLeft == bytes() && patchesLeft == 1;
      load = endRow || position + bytes() >= beatBytes;
      discard = endRow && needed;
      advance(now);
    }
    boolean taken = load && (active || step) && present;
    if (load) {
      beat = taken && !discard;
    }
    changed |= reader.step(accepted, arrived, taken) || taken;
    if (asks) {
      ask();
    }
    if (now == startAt) {
      begin();
    }
    return changed;
  }

  /// Bytes that a step moves: what the run, the memory word or the beat has left.
  private int bytes() {
    return Math.min(runLeft, Math.min(lanes - lane, beatBytes));
  }

  private boolean needsNext() {
    return position + bytes() > beatBytes;
  }

  private void begin() {
    active = true;
    runLeft = patchBytes;
    patchesLeft = patchColumns;
  }

  private void ask() {
    int row = rowsAsked % patchRows * patch + rowsAsked / patchRows;
    long address = (long) row * rowBytes;
    int offset = (int) (address % beatBytes);
    int beats = Engine.ceilDiv(rowBytes + offset, beatBytes);
    reader.region(beats, (int) (address / beatBytes % reader.pageBeats()));
    rowsAsked++;
  }

  private void advance(long now) {
    int moved = bytes();
    position = (position + moved) % beatBytes;
    lane = (lane + moved) % lanes;
    runLeft -= moved;
    if (runLeft > 0) {
      return;
    }
    runLeft = patchBytes;
    patchesLeft--;
    if (patchesLeft > 0) {
      lane = sliceLane;
      return;
    }
    patchesLeft = patchColumns;
    rowsDone++;
    if (rowsDone % patchRows == 0) {
      sliceLane = lane;
      complete[rowsDone / patchRows - 1] = now + LAND;
      active = rowsDone < patch * patchRows;
    } else {
      lane = sliceLane;
    }
    int row = rowsDone % patchRows * patch + rowsDone / patchRows;
    position = (int) ((long) row * rowBytes % beatBytes);
  }

  private static int bits(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value);
  }
}
