package dev.vitcc.cli.approximate;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.cli.UsageException;

/// Ranges of codes, as they are given on the command line: `-8..8`.
public final class CodesOption {
  private static final int LEAST_BITS = 2;
  private static final int MOST_BITS = 16;

  private CodesOption() {}

  /// What a function is usually wanted for: symmetric ranges where it has both signs, the numbers
  /// below zero for exp, one octave for 1/x and two for 1/√x.
  public static String usualInputs(RealFunction function) {
    return switch (function) {
      case GELU, SILU, SIGMOID -> "-8..8";
      case TANH -> "-4..4";
      case EXP -> "-8..0";
      case RECIPROCAL -> "1..2";
      case RSQRT -> "1..4";
    };
  }

  public static String usualOutputs(RealFunction function) {
    return switch (function) {
      case GELU, SILU -> "-8..8";
      case TANH -> "-1..1";
      case SIGMOID, EXP, RECIPROCAL, RSQRT -> "0..1";
    };
  }

  /// Codes of so many bits over a range whose end is not included.
  ///
  /// @throws UsageException if there are none
  public static Codes parse(String option, int bits, String range) {
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw new UsageException(
          "%s: %d bits, expected 2 to 16".formatted(option, bits),
          "every input is tried, so codes have 16 bits at most");
    }
    String[] ends = range.split("\\.\\.", -1);
    try {
      double low = Double.parseDouble(ends[0]);
      double high = Double.parseDouble(ends[1]);
      if (ends.length == 2 && low < high && Double.isFinite(low) && Double.isFinite(high)) {
        return low == -high ? Codes.signed(bits, high) : Codes.from(bits, low, high);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // The same is wrong as with ends in the wrong order.
    }
    throw new UsageException(
        "%s: '%s' is no range".formatted(option, range),
        "give two numbers, the lesser first: -8..8; symmetric ranges have signed codes");
  }

  /// Refuses inputs for which a function has no value.
  public static void requireDefined(RealFunction function, Problem problem) {
    double least = problem.in().real(problem.in().least());
    boolean isDefined =
        switch (function) {
          case RECIPROCAL, RSQRT -> least > 0;
          case GELU, SIGMOID, SILU, TANH, EXP -> true;
        };
    if (!isDefined) {
      throw new UsageException(
          "%s of %s is not defined".formatted(function, least),
          "give a range above zero: --in-range 1..4");
    }
  }
}
