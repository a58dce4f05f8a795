package dev.vitcc.reference.program;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.NarrowFormat;
import java.util.Deque;

/// The weights of narrow columns as they come in the stream: several columns to a word.
final class NarrowWeights {
  private final int first;
  private final int columns;
  private final int lanes;
  private final NarrowFormat format;

  NarrowWeights(Engine engine) {
    columns = engine.formats().narrowColumns();
    first = engine.pn() - columns;
    lanes = engine.pk();
    format = engine.formats().narrow();
  }

  /// Words of one tile.
  int words() {
    return columns * format.bits() / 8;
  }

  /// Takes the words of one tile and fills the columns behind the wide ones.
  void read(Deque<byte[]> words, int[][] operand) {
    int perWord = 8 / format.bits();
    for (int column = 0; column < columns; column += perWord) {
      byte[] word = words.remove();
      for (int i = 0; i < perWord * lanes; i++) {
        operand[first + column + i / lanes][i % lanes] = weight(word, i * format.bits());
      }
    }
  }

  private int weight(byte[] word, int bit) {
    int bits = (word[bit / 8] & 0xff) >> (bit % 8);
    return switch (format) {
      case NONE -> throw new IllegalStateException("there are no narrow columns");
      case BINARY -> (bits & 1) == 1 ? -1 : 1;
      case TERNARY -> (bits & 1) == 0 ? 0 : (bits & 2) == 2 ? -1 : 1;
      case POWER_OF_TWO -> powerOfTwo(bits & 15);
    };
  }

  private static int powerOfTwo(int bits) {
    int position = bits & 7;
    int magnitude = position == 0 ? 0 : 1 << (position - 1);
    return bits >= 8 ? -magnitude : magnitude;
  }
}
