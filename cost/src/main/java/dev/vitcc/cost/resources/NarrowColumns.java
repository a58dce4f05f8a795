package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Formats;
import java.util.stream.IntStream;

/// The columns of the array that are made of lookup tables.
final class NarrowColumns {
  /// What shifting an operand's magnitude and comparing signs takes, a lane, for operands of 2 to 8
  /// bits.
  private static final double[] SHIFT_LUTS = {7.5, 8.5, 9.5, 13.5, 19.7, 28.2, 20.5};

  private static final int LEAST_BITS = 2;

  /// Cycles by which they start later than cascades of DSP blocks.
  private static final int LAG = 5;

  private static final int LARGEST_EXPONENT = 6;

  private final Shape shape;
  private final Formats formats;
  private final int bits;
  private final int levels;

  NarrowColumns(Shape shape) {
    this.shape = shape;
    formats = shape.engine().formats();
    bits = formats.narrow().bits();
    levels = Shape.ceilLog2(shape.pk());
  }

  /// Weights in shadow and active registers, and a dot product for each row.
  Resources array() {
    if (formats.narrowColumns() == 0) {
      return Resources.NONE;
    }
    Resources column = Resources.logic(0, 2.0 * bits * shape.pk()).plus(dot().times(shape.pm()));
    Resources operands = isShifted() ? signMagnitude() : held();
    return Resources.sum(
        column.times(formats.narrowColumns()),
        operands.times(shape.pm()),
        Parts.delay(8 * shape.pk(), LAG),
        Parts.validLine(levels + 1));
  }

  private Resources held() {
    int bits = formats.activationBits() * shape.pk();
    return Resources.logic(0, bits).plus(Parts.delay(bits, LAG));
  }

  /// Magnitudes of a row's operands, and their signs by the level of the tree that takes them.
  private Resources signMagnitude() {
    int bits = formats.activationBits() - 1;
    Resources signs =
        IntStream.range(0, levels)
            .mapToObj(level -> Parts.delay(shape.pk() >> (level + 1), LAG + level))
            .reduce(Parts.delay(1, LAG + levels), Resources::plus);
    return Resources.sum(
        Resources.logic((double) bits * shape.pk(), (bits + 1.0) * shape.pk()),
        Parts.delay(bits * shape.pk(), LAG - 1),
        signs);
  }

  private boolean isShifted() {
    return bits == 4;
  }

  /// A tree in which an adder is a subtractor as well, a lookup table a bit, and the sign of all.
  private Resources dot() {
    int leafBits = formats.activationBits() + (isShifted() ? LARGEST_EXPONENT : 0);
    double lut =
        switch (formats.narrow()) {
          case NONE, BINARY -> 0;
          case TERNARY -> shape.pk() / 2.0 * leafBits;
          case POWER_OF_TWO -> SHIFT_LUTS[formats.activationBits() - LEAST_BITS] * shape.pk();
        };
    double ff = isShifted() ? (leafBits - 1.0) * shape.pk() : 0;
    int termBits = leafBits;
    for (int terms = shape.pk(); terms > 1; terms = (terms + 1) / 2) {
      int sums = terms / 2;
      int passed = terms % 2;
      lut += sums * (double) termBits;
      ff += sums * (termBits + 1.0) + (double) passed * termBits;
      termBits++;
    }
    return Resources.logic(lut + termBits - 1, ff + termBits + 1);
  }

  /// Between the tile FIFO and the bus: signs become relative, and several columns are loaded at
  /// once.
  Resources bus() {
    return formats.narrowColumns() == 0
        ? Resources.NONE
        : Resources.logic(8.0 * shape.pk() / bits + 8, 0);
  }

  /// Beats that end with the group's columns and go on in the next memory word.
  Resources control() {
    return formats.narrowColumns() == 0 ? Resources.NONE : Resources.logic(60, 16);
  }
}
