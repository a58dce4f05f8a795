package dev.vitcc.backend.rtl;

import dev.vitcc.ir.program.Engine;

/// Engines that differ in everything that shapes the hardware.
final class Engines {
  static final Engine SMALL = new Engine(1, 8, 8, 4, 64, 1, 20, 32, 16, 64, 24, 4, 32, 4);

  /// Several ports, each beat of all of them several words.
  static final Engine WIDE_BUS = new Engine(2, 16, 32, 16, 128, 4, 50, 64, 32, 128, 28, 2, 64, 8);

  /// Several beats a word.
  static final Engine NARROW_BUS = new Engine(1, 16, 8, 8, 32, 1, 17, 48, 16, 64, 32, 2, 32, 4);

  /// Words whose lanes are no power of two.
  static final Engine ODD_LANES = new Engine(4, 24, 24, 16, 64, 3, 30, 48, 24, 96, 26, 2, 32, 4);

  private Engines() {}
}
