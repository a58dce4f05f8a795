package dev.vitcc.approximation.circuit;

import java.util.Arrays;

/// A number in a circuit, known for every input.
public final class Signal {
  private final Op op;
  private final long[] values;
  private final long least;
  private final long greatest;

  Signal(Op op, long[] values) {
    this.op = op;
    this.values = values;
    least = Arrays.stream(values).min().orElseThrow();
    greatest = Arrays.stream(values).max().orElseThrow();
  }

  public Op op() {
    return op;
  }

  /// The value for the input of this place among all inputs.
  public long value(int place) {
    return values[place];
  }

  public long least() {
    return least;
  }

  public long greatest() {
    return greatest;
  }

  /// Bits of a two's complement number that holds all values, at least one.
  public int signedBits() {
    return 65
        - Long.numberOfLeadingZeros(
            (least < 0 ? ~least : least) | (greatest < 0 ? ~greatest : greatest));
  }

  public boolean isSigned() {
    return least < 0;
  }

  /// Bits that hold all values, without a sign if there are none below zero; at least one.
  public int bits() {
    return isSigned() ? signedBits() : Math.max(1, signedBits() - 1);
  }
}
