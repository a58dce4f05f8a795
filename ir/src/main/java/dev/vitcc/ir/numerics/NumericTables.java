package dev.vitcc.ir.numerics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// The three tables of docs/numerics.md: part of the contract, so defined here for everyone.
///
/// No value lies nearer than 2^-17 to a rounding boundary, so double precision decides every one of
/// them (a test holds each to exact arithmetic). Every entry is a u16.
public final class NumericTables {
  private static final int[] RSQRT = new int[1024];
  private static final int[] RECIPROCAL = new int[1024];
  private static final Map<Exponential, int[]> EXP2 = new EnumMap<>(Exponential.class);

  static {
    for (int j = 0; j < 512; j++) {
      double u = 1 + (j + 0.5) / 512;
      RSQRT[j] = (int) Math.round(65536 / Math.sqrt(u));
      RSQRT[512 + j] = (int) Math.round(65536 / Math.sqrt(2 * u));
    }
    for (int j = 0; j < 1024; j++) {
      RECIPROCAL[j] = (int) Math.round(65536 / (1 + (j + 0.5) / 1024));
    }
    for (Exponential form : Exponential.values()) {
      EXP2.put(form, exp2Of(form));
    }
  }

  private NumericTables() {}

  private static int[] exp2Of(Exponential form) {
    return IntStream.range(0, 64)
        .map(f -> (int) Math.round(4080 * form.ofFraction(f / 64.0)))
        .toArray();
  }

  /// `round(2^16 / sqrt(u))` with `u = (1 + (j + 1/2) / 512) * 2^p` at index `512 p + j`, `p` 0 or
  /// 1, `j` 0 to 511.
  public static int rsqrt(int index) {
    return RSQRT[index];
  }

  /// `round(2^16 / (1 + (j + 1/2) / 1024))`, `j` 0 to 1023.
  public static int reciprocal(int j) {
    return RECIPROCAL[j];
  }

  /// `round(4080 * 2^(-f / 64))`, `f` 0 to 63, or what stands for that power.
  public static int exp2(Exponential form, int f) {
    return Objects.requireNonNull(EXP2.get(form))[f];
  }

  /// A copy of the table behind [#rsqrt].
  public static int[] rsqrtTable() {
    return RSQRT.clone();
  }

  /// A copy of the table behind [#reciprocal].
  public static int[] reciprocalTable() {
    return RECIPROCAL.clone();
  }

  /// A copy of the table behind [#exp2].
  public static int[] exp2Table(Exponential form) {
    return Objects.requireNonNull(EXP2.get(form)).clone();
  }
}
