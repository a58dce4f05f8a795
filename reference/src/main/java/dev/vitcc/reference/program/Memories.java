package dev.vitcc.reference.program;

import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.reference.program.Arithmetic.Normalisation;
import dev.vitcc.reference.program.WordStream.Fields;

/// Everything that lives on chip between commands.
final class Memories {
  final Memory residual;
  final Memory query;
  final Memory key;
  final Memory value;
  final Memory scores;
  final Memory attention;
  final Memory hidden;
  final int[] rowMaximum;
  final Normalisation[] normalisation;
  private final Engine engine;
  private byte[] table = new byte[0];
  private int tables;
  private int positions;
  private int imageColumns;
  private final byte[] gains;
  private int gainBytes;
  private int gainLoads;

  Memories(Engine engine) {
    this.engine = engine;
    int rows = engine.maxTokens();
    residual = new Memory("residual", rows, engine.residualColumns());
    query = new Memory("query", rows, engine.headColumns());
    key = new Memory("key", rows, engine.headColumns());
    value = new Memory("value", rows, engine.headColumns());
    attention = new Memory("attention", rows, engine.headColumns());
    scores = new Memory("scores", rows, engine.scoreColumns());
    hidden = new Memory("hidden", rows, engine.hiddenColumns());
    gains = new byte[engine.formats().gainWords() * engine.pk()];
    rowMaximum = new int[rows];
    normalisation = new Normalisation[rows];
    java.util.Arrays.fill(normalisation, new Normalisation(0, 0));
  }

  void loadTable(byte[] payload) {
    table = payload;
    tables++;
  }

  /// The value of an index, or the point of its line, within so many bits.
  int lookUp(int index, int bits) {
    int place = index & ((1 << Engine.TABLE_INDEX_BITS) - 1);
    Lines lines = engine.formats().lines();
    if (!lines.exist()) {
      return table[place];
    }
    int below = Engine.TABLE_INDEX_BITS - lines.segmentBits();
    int at = (place >>> below) * Lines.LINE_BYTES;
    long slope = little(at);
    long intercept = little(at + 2);
    long distance = place & ((1 << below) - 1);
    long point = Math.floorDiv(intercept + slope * distance, 1L << lines.fraction());
    return Arithmetic.limit(point, (1 << (bits - 1)) - 1);
  }

  /// A signed coefficient of 16 bits.
  private int little(int at) {
    return (table[at] & 0xff) | (table[at + 1] << Byte.SIZE);
  }

  int tables() {
    return tables;
  }

  int positions() {
    return positions;
  }

  int imageColumns() {
    return imageColumns;
  }

  void loadPosition(byte[] payload) {
    int columns = engine.residualColumns();
    for (int i = 0; i < payload.length / 2; i++) {
      int code = (payload[2 * i] & 0xff) | (payload[2 * i + 1] << 8);
      residual.set(i / columns, i % columns, code);
    }
    positions++;
  }

  void loadGains(byte[] payload) {
    ProgramInterpreter.require(
        gainBytes + payload.length <= gains.length, "there is no room for gains");
    System.arraycopy(payload, 0, gains, gainBytes, payload.length);
    gainBytes += payload.length;
    gainLoads++;
  }

  int gain(int index) {
    return gains[index] & 0xff;
  }

  int gainLoads() {
    return gainLoads;
  }

  void loadImage(Fields load, byte[] image) {
    int patch = load.get("patch");
    int patchBytes = load.get("patch_bytes");
    int across = load.get("patch_columns");
    int rowBytes = across * patchBytes;
    for (int i = 0; i < image.length; i++) {
      int y = i / rowBytes;
      int x = i % rowBytes;
      int row = load.get("leading_rows") + y / patch * across + x / patchBytes;
      hidden.set(row, y % patch * patchBytes + x % patchBytes, image[i] & 0xff);
    }
    imageColumns = patch * patchBytes;
  }
}
