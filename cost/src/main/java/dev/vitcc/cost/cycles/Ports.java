package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Engine;

/// The memory ports: a reader each, of which port 0's shares its channel with the image loader.
///
/// Where the next cycles are alike, because bursts are under way and none begins or ends, they are
/// counted and made up for at the end of such a run.
final class Ports {
  /// The harness deals out bandwidth in turns; so many before the first cycle that is counted.
  private static final int TURNS_BEFORE = 4;

  private final int count;
  private final int beatBytes;
  private final boolean limited;
  private final Bandwidth bandwidth;
  private final ReadChannel[] channels;
  private final Reader[] readers;
  private final ImageLoader image;
  private final boolean[] arrives;
  private final boolean[] ready;
  private final boolean[] last;
  private ReadMux mux = new ReadMux();
  private long regionsAt = Times.UNKNOWN;
  private int beats;
  private boolean allValid;
  private long spareAt = Times.START;

  // The run: cycles that are alike, and those of them that were made up for.
  private long runFrom;
  private long runUntil;
  private boolean runPops;
  private boolean runChanges;

  Ports(Engine engine, MemoryModel memory) {
    count = engine.ports();
    beatBytes = engine.axiBits() / 8;
    limited = memory.bytesPerCycle() > 0 && memory.bytesPerCycle() < engine.busBytes();
    bandwidth = new Bandwidth(limited ? memory.bytesPerCycle() : 0, beatBytes);
    channels = new ReadChannel[count];
    readers = new Reader[count];
    arrives = new boolean[count];
    ready = new boolean[count];
    last = new boolean[count];
    for (int port = 0; port < count; port++) {
      channels[port] = new ReadChannel(memory);
      readers[port] = new Reader(beatBytes);
    }
    image = new ImageLoader(engine);
  }

  /// Asks for the beats of the header.
  void header(int headerBeats) {
    readers[0].region(headerBeats, 0);
  }

  /// Whether a beat of the header is there.
  boolean headerBeat() {
    return readers[0].valid;
  }

  /// From this cycle on each port is given its part of the stream, one a cycle.
  void stream(long now, int portBeats) {
    for (int port = 0; port < count; port++) {
      readers[port] = new Reader(beatBytes);
    }
    mux = new ReadMux();
    regionsAt = now;
    beats = portBeats;
  }

  void loadImage(LoadImage command, long cycle, long now) {
    endRun(now);
    image.start(command, cycle);
  }

  ImageLoader image() {
    return image;
  }

  /// Whether all ports have a beat of the stream.
  boolean allValid() {
    return allValid;
  }

  /// Whether everything that was asked for has come.
  boolean idle() {
    for (int port = 0; port < count; port++) {
      if (!channels[port].idle() || readers[port].offering) {
        return false;
      }
    }
    return mux.idle() && !image.reader.offering;
  }

  /// Whether bandwidth was left in this cycle or in a later one that was gone through.
  boolean spareSince(long cycle) {
    return !limited || cycle <= spareAt;
  }

  boolean takeWrite() {
    return bandwidth.take();
  }

  /// Passes over cycles in which nothing happens.
  void skip(long from, long to) {
    bandwidth.refill(to - from);
    spareAt = bandwidth.spare() ? to - 1 : spareAt;
  }

  /// The next cycle in which something may happen, after one in which nothing did.
  long wakes(long now) {
    long next = image.wakes(now);
    for (ReadChannel channel : channels) {
      long due = channel.due();
      if (due < Times.UNKNOWN) {
        next = Math.min(next, bandwidth.enough(Math.max(due, now), now));
      }
    }
    return next;
  }

  /// One cycle; whether anything happened in it.
  ///
  /// @param pop whether the beats of all ports are taken
  boolean step(long now, boolean pop) {
    if (now < runUntil && pop == runPops) {
      return runChanges;
    }
    endRun(now);
    arrivals(now);
    boolean changed = portZero(now, pop);
    allValid = readers[0].valid;
    for (int port = 1; port < count; port++) {
      Reader reader = readers[port];
      if (reader.offering && ready[port]) {
        channels[port].accept(now, reader.offeredBeats);
      }
      changed |= reader.step(ready[port], arrives[port], pop);
      allValid &= reader.valid;
    }
    changed |= regions(now);
    allValid &= now >= regionsAt;
    plan(now + 1, pop);
    return changed;
  }

  /// Which ports get a beat; who comes first to the bandwidth changes every cycle.
  private void arrivals(long now) {
    bandwidth.refill(1);
    int first = limited ? (int) ((now + TURNS_BEFORE) % count) : 0;
    for (int i = 0; i < count; i++) {
      int port = first + i < count ? first + i : first + i - count;
      ReadChannel channel = channels[port];
      ready[port] = channel.ready();
      arrives[port] = channel.due() <= now && bandwidth.take();
      last[port] = arrives[port] && channel.give();
    }
    spareAt = bandwidth.spare() ? now : spareAt;
  }

  /// The stream's reader of port 0 and the image's, behind their multiplexer.
  private boolean portZero(long now, boolean pop) {
    Reader stream = readers[0];
    Reader pixels = image.reader;
    boolean forImage = arrives[0] && mux.image();
    if (!stream.offering && !mux.offering() && !forImage && image.settled()) {
      if (last[0]) {
        mux.finish();
      }
      return stream.step(false, arrives[0], pop);
    }
    boolean accepts = ready[0];
    boolean pixelsOffer = pixels.offering;
    boolean takes = mux.takes(stream.offering, pixelsOffer, accepts);
    boolean winner = mux.winner(stream.offering, pixelsOffer);
    int burst = winner ? pixels.offeredBeats : stream.offeredBeats;
    boolean changed = takes || (mux.offering() && accepts);
    if (mux.offering() && accepts) {
      channels[0].accept(now, mux.beats());
    }
    mux.step(takes, winner, burst, accepts, last[0]);
    changed |= stream.step(takes && !winner, arrives[0] && !forImage, pop);
    changed |= image.step(now, takes && winner, forImage);
    return changed;
  }

  private boolean regions(long now) {
    int port = (int) (now - regionsAt);
    if (regionsAt == Times.UNKNOWN || port < 0 || port >= count) {
      return false;
    }
    readers[port].region(beats, 0);
    return true;
  }

  /// Finds out how long the cycles from this one on are alike.
  private void plan(long from, boolean pop) {
    runFrom = from;
    runUntil = from;
    if (limited
        || regionsAt == Times.UNKNOWN
        || from < regionsAt + count
        || mux.offering()
        || !image.idle()) {
      return;
    }
    long length = Times.UNKNOWN;
    boolean changes = pop;
    for (int port = 0; port < count; port++) {
      arrives[port] = channels[port].due() <= from;
      changes |= arrives[port];
      length = Math.min(length, channels[port].alike(from));
      length = Math.min(length, readers[port].alike(arrives[port], pop));
    }
    runUntil = length == Times.UNKNOWN ? length : from + length;
    runPops = pop;
    runChanges = changes;
  }

  /// Makes up for the cycles of the run.
  private void endRun(long now) {
    int cycles = (int) (Math.min(now, runUntil) - runFrom);
    if (cycles > 0) {
      for (int port = 0; port < count; port++) {
        int came = arrives[port] ? cycles : 0;
        readers[port].repeat(came, runPops ? cycles : 0);
        channels[port].give(came);
      }
    }
    runFrom = now;
    runUntil = now;
  }
}
