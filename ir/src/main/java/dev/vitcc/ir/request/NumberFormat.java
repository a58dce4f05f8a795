package dev.vitcc.ir.request;

import java.util.List;

/// How a number is stored: a set of values, and a width.
public sealed interface NumberFormat {

  /// Two's complement, with a width that vitcc may choose between two bounds (equal if it may not).
  record Fixed(int minBits, int maxBits) implements NumberFormat {}

  /// `+a` and `-a`.
  record Binary() implements NumberFormat {}

  /// `+a`, 0 and `-a`.
  record Ternary() implements NumberFormat {}

  /// Zero, and powers of two with a sign.
  record PowerOfTwo(int bits) implements NumberFormat {}

  /// Elastic significant bits: `bits` wide, of which `significant` follow the leading one.
  record ElasticSignificantBits(int bits, int significant) implements NumberFormat {}

  /// Rows of several formats in one matrix.
  record Mixed(List<Share> shares) implements NumberFormat {
    public Mixed {
      shares = List.copyOf(shares);
    }
  }

  /// The share of the rows that has a format, in percent; shares add up to 100.
  record Share(double percent, NumberFormat format) {}

  /// Fixed point of one width.
  static NumberFormat fixed(int bits) {
    return new Fixed(bits, bits);
  }
}
