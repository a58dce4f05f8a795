package dev.vitcc.passes.emit;

import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.End;
import dev.vitcc.ir.program.Command.LoadGains;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadPosition;
import dev.vitcc.ir.program.Command.LoadTable;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.Store;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.NarrowFormat;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Writes commands and their payloads as the stream of words that the engine reads.
final class StreamWriter {
  private final Engine engine;
  private final Parameters parameters;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  StreamWriter(Engine engine, Parameters parameters) {
    this.engine = engine;
    this.parameters = parameters;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  void write(Command command) {
    out.writeBytes(CommandFormat.encode(engine, command));
    pad();
    switch (command) {
      case LoadParameters load -> columns(load);
      case LoadTiles load -> tiles(load);
      case LoadTable load -> table(load);
      case LoadPosition load -> position(load);
      case LoadGains load -> gains(load);
      case LoadImage load -> {}
      case MatrixGroup group -> {}
      case VectorGroup group -> {}
      case Store store -> {}
      case Command.SelectTokens select -> {}
      case Command.BoundTokens bound -> {}
      case End end -> {}
    }
  }

  private void columns(LoadParameters load) {
    int[] biases = load.bias().isEmpty() ? new int[0] : words(load.bias());
    int[] scales = load.scales().isEmpty() ? new int[0] : words(load.scales());
    for (int i = 0; i < engine.pn(); i++) {
      boolean used = i < load.columns();
      int column = load.column() + i;
      word(used && biases.length > 0 ? biases[column] : 0);
      word(used && scales.length > 0 ? scales[scales.length == 1 ? 0 : column] : 0);
    }
    pad();
  }

  private void tiles(LoadTiles load) {
    for (int tile = 0; tile < load.tiles(); tile++) {
      for (int n = 0; n < engine.wideColumns(); n++) {
        out.writeBytes(column(load, tile, n));
      }
      if (engine.isMixed(load.rows())) {
        narrowColumns(load, tile);
      }
    }
  }

  /// The codes of one column of a tile; zeros where it has none.
  private byte[] column(LoadTiles load, int tile, int n) {
    byte[] codes = bytes(load.weights());
    int width = parameters.get(load.weights()).type().dim(1);
    byte[] column = new byte[engine.pk()];
    for (int lane = 0; lane < engine.pk(); lane++) {
      int padded = tile * engine.pk() + lane;
      int within = padded % load.paddedBlock();
      int from = padded / load.paddedBlock() * load.block() + within;
      if (n < load.rows() && within < load.block() && from < width) {
        column[lane] = codes[(load.row() + n) * width + from];
      }
    }
    return column;
  }

  /// Narrow columns one after the other, a few bits a weight, from bit 0 upwards.
  private void narrowColumns(LoadTiles load, int tile) {
    NarrowFormat format = engine.formats().narrow();
    int bits = 0;
    int filled = 0;
    for (int n = engine.wideColumns(); n < engine.pn(); n++) {
      for (byte code : column(load, tile, n)) {
        bits |= format.encode(code) << filled;
        filled += format.bits();
        if (filled == Byte.SIZE) {
          out.write(bits);
          bits = 0;
          filled = 0;
        }
      }
    }
  }

  private void table(LoadTable load) {
    switch (parameters.get(load.table())) {
      case TensorData.Bytes values -> out.writeBytes(values.values());
      case TensorData.Words lines -> Arrays.stream(lines.values()).forEach(this::word);
      default -> throw new IllegalStateException(load.table() + " is no table");
    }
    pad();
  }

  private void gains(LoadGains load) {
    out.write(bytes(load.gains()), 0, load.columns());
    pad();
  }

  private void position(LoadPosition load) {
    if (!(parameters.get(load.table()) instanceof TensorData.Shorts table)) {
      throw new IllegalStateException(load.table() + " does not hold 16-bit codes");
    }
    int columns = table.type().dim(1);
    for (int row = 0; row < load.rows(); row++) {
      for (int column = 0; column < engine.residualColumns(); column++) {
        int code = column < columns ? table.values()[row * columns + column] : 0;
        out.write(code);
        out.write(code >> 8);
      }
    }
  }

  private void word(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >> shift);
    }
  }

  private void pad() {
    while (out.size() % engine.pk() != 0) {
      out.write(0);
    }
  }

  private byte[] bytes(String key) {
    if (parameters.get(key) instanceof TensorData.Bytes data) {
      return data.values();
    }
    throw new IllegalStateException(key + " does not hold 8-bit codes");
  }

  private int[] words(String key) {
    if (parameters.get(key) instanceof TensorData.Words data) {
      return data.values();
    }
    throw new IllegalStateException(key + " does not hold 32-bit codes");
  }
}
