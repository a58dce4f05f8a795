package dev.vitcc.ir.request;

import java.util.List;
import java.util.stream.Collectors;

/// How a number is stored: a set of values, and a width.
public sealed interface NumberFormat {
  /// Powers of two with wider codes have no place in a narrow column.
  int MOST_NARROW_BITS = 4;

  /// Two's complement, with a width that vitcc may choose between two bounds (equal if it may not).
  record Fixed(int minBits, int maxBits) implements NumberFormat {}

  /// `+a` and `-a`.
  record Binary() implements NumberFormat {}

  /// `+a`, 0 and `-a`.
  record Ternary() implements NumberFormat {}

  /// Zero, and powers of two with a sign.
  record PowerOfTwo(int bits) implements NumberFormat {}

  /// Elastic significant bits: `bits` wide, of which `significant` follow the leading one.
  ///
  /// A magnitude has its leading bit at one of the places that e = bits - 1 - significant bits of
  /// exponent can name; below the lowest place values are evenly spaced. No significant bits give
  /// powers of two. With fewer than two bits of exponent values are evenly spaced everywhere.
  ///
  /// Liu et al.: Elastic Significant Bit Quantization and Acceleration for Deep Neural Networks,
  /// TPDS 2022.
  record ElasticSignificantBits(int bits, int significant) implements NumberFormat {
    private static final double HALF_A_PLACE_LESS = 1.5;

    /// Places that the leading bit can be moved up by; 0 if values are evenly spaced.
    public int places() {
      int exponentBits = bits - 1 - significant;
      return exponentBits < 2
          ? 0
          : (int) Math.floor(Math.scalb(1.0, exponentBits) - HALF_A_PLACE_LESS);
    }

    /// The greatest value in units of the least; its negative is the least value.
    public double greatest() {
      return places() == 0
          ? Math.scalb(1.0, bits - 1) - 1
          : Math.scalb(Math.scalb(1.0, significant + 1) - 1, places());
    }
  }

  /// Rows of several formats in one matrix.
  record Mixed(List<Share> shares) implements NumberFormat {
    public Mixed {
      shares = List.copyOf(shares);
    }
  }

  /// Rows of two formats, each that of the column of the array that computes it: a narrow format
  /// and one for the wide columns. The engine gives the shares.
  record ByColumn(NumberFormat narrow, NumberFormat wide) implements NumberFormat {}

  /// The share of the rows that has a format, in percent; shares add up to 100.
  record Share(double percent, NumberFormat format) {
    private static final int DECIMALS = 1_000_000;

    String text() {
      double rounded = Math.rint(percent * DECIMALS) / DECIMALS;
      String number = rounded == (long) rounded ? Long.toString((long) rounded) : rounded + "";
      return number + "% " + format.text();
    }
  }

  /// Fixed point of one width.
  static NumberFormat fixed(int bits) {
    return new Fixed(bits, bits);
  }

  /// Whether columns that are made of lookup tables can take it.
  default boolean isNarrow() {
    return switch (this) {
      case Binary(), Ternary() -> true;
      case PowerOfTwo(int bits) -> bits <= MOST_NARROW_BITS;
      case Fixed _, ElasticSignificantBits _, Mixed _, ByColumn _ -> false;
    };
  }

  /// The format as the language has it.
  default String text() {
    return switch (this) {
      case Fixed(int least, int most) when least == most -> "fixed(" + most + ")";
      case Fixed(int least, int most) -> "fixed(" + least + ".." + most + ")";
      case Binary() -> "binary";
      case Ternary() -> "ternary";
      case PowerOfTwo(int bits) -> "power_of_two(" + bits + ")";
      case ElasticSignificantBits(int bits, int significant) ->
          "esb(" + bits + ", " + significant + ")";
      case Mixed(var shares) ->
          shares.stream().map(Share::text).collect(Collectors.joining(", ", "mixed { ", " }"));
      case ByColumn(var narrow, var wide) -> "mixed { " + narrow.text() + ", " + wide.text() + " }";
    };
  }
}
