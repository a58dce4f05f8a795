package dev.vitcc.backend.rtl;

import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Pruning;

/// Engines that differ in everything that shapes the hardware.
final class Engines {
  static final Engine SMALL = new Engine(1, 8, 8, 4, 64, 1, 20, 32, 16, 64, 24, 4, 32, 4);

  /// Several ports, each beat of all of them several words.
  static final Engine WIDE_BUS = new Engine(2, 16, 32, 16, 128, 4, 50, 64, 32, 128, 28, 2, 64, 8);

  /// Several beats a word.
  static final Engine NARROW_BUS = new Engine(1, 16, 8, 8, 32, 1, 17, 48, 16, 64, 32, 2, 32, 4);

  /// Words whose lanes are no power of two.
  static final Engine ODD_LANES = new Engine(4, 24, 24, 16, 64, 3, 30, 48, 24, 96, 26, 2, 32, 4);

  /// Groups of columns that span memory words.
  static final Engine BINARY = narrow(1, 16, 8, 24, NarrowFormat.BINARY, 8);

  static final Engine TERNARY = narrow(2, 8, 16, 16, NarrowFormat.TERNARY, 6);

  /// Neither pk nor the columns are powers of two.
  static final Engine POWERS = narrow(1, 24, 16, 8, NarrowFormat.POWER_OF_TWO, 8);

  /// No tables in block memory.
  static final Engine LINES = SMALL.with(24, new Lines(6, 3, 4)).with(new Evaluated(true, true));

  /// With a token unit, and four rows a cycle.
  static final Engine TOKENS = ODD_LANES.with(Pruning.LEARNED);

  private static Engine narrow(
      int pm, int pk, int wide, int narrow, NarrowFormat format, int activationBits) {
    Formats formats = Formats.narrow(narrow, format, activationBits);
    return new Engine(pm, pk, wide + narrow, 8 * pm, 64, 1, 17, 48, 48, 96, 24, 2, 32, 4, formats);
  }

  private Engines() {}
}
