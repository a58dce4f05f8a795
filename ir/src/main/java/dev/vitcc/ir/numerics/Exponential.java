package dev.vitcc.ir.numerics;

/// What stands for `exp(x)`, x at most 0: whole octaves are shifts, and between two of them lies
/// one of these.
public enum Exponential {
  /// `2^-f`.
  EXACT,
  /// A parabola in p = -f ln 2: `0.3585 (p + 1.353)^2 + 0.344` (Kim et al., I-BERT, ICML 2021).
  IBERT,
  /// A straight line, `1 - f / 2`, and 1.4375 for log2 e (Li and Gu, I-ViT, ICCV 2023).
  IVIT;

  private static final double LN_2 = Math.log(2);

  /// About `2^-f`.
  ///
  /// @param f from 0 to 1, not included
  public double ofFraction(double f) {
    return switch (this) {
      case EXACT -> StrictMath.pow(2, -f);
      case IBERT -> 0.3585 * Math.pow(1.353 - f * LN_2, 2) + 0.344;
      case IVIT -> 1 - f / 2;
    };
  }

  /// Octaves in which it grows to about e times as much.
  public double octaves() {
    return this == IVIT ? 1.4375 : 1 / LN_2;
  }

  /// About `exp(x)`, x at most 0.
  public double of(double x) {
    if (this == EXACT) {
      return Math.exp(x);
    }
    double down = -x * octaves();
    double whole = Math.floor(down);
    return ofFraction(down - whole) * Math.pow(2, -whole);
  }
}
