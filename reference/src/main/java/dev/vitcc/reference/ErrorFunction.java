package dev.vitcc.reference;

/// The error function and what is made of it, to about one unit of double precision.
///
/// Source: W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of
/// Computation 23 (1969), pp. 631-638; coefficients as in his CALERF (SPECFUN, netlib).
public final class ErrorFunction {
  private static final double ONE_OVER_SQRT_PI = 5.6418958354775628695e-1;
  private static final double SMALL = 0.46875;

  private static final double[] A = {
    1.85777706184603153e-1,
    3.16112374387056560e00,
    1.13864154151050156e02,
    3.77485237685302021e02,
    3.20937758913846947e03
  };
  private static final double[] B = {
    1,
    2.36012909523441209e01,
    2.44024637934444173e02,
    1.28261652607737228e03,
    2.84423683343917062e03
  };
  private static final double[] C = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e00,
    6.61191906371416295e01,
    2.98635138197400131e02,
    8.81952221241769090e02,
    1.71204761263407058e03,
    2.05107837782607147e03,
    1.23033935479799725e03
  };
  private static final double[] D = {
    1,
    1.57449261107098347e01,
    1.17693950891312499e02,
    5.37181101862009858e02,
    1.62138957456669019e03,
    3.29079923573345963e03,
    4.36261909014324716e03,
    3.43936767414372164e03,
    1.23033935480374942e03
  };
  private static final double[] P = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] Q = {
    1,
    2.56852019228982242e00,
    1.87295284992346725e00,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  /// `2/sqrt(pi)` times the integral of `exp(-t^2)` from 0 to x.
  public static double erf(double x) {
    if (Math.abs(x) <= SMALL) {
      return x * ratio(A, B, x * x);
    }
    double tail = tail(Math.abs(x));
    return x < 0 ? tail - 1 : 1 - tail;
  }

  /// `1 - erf(x)`, precise where that is small.
  public static double erfc(double x) {
    if (Math.abs(x) <= SMALL) {
      return 1 - erf(x);
    }
    return x < 0 ? 2 - tail(-x) : tail(x);
  }

  /// The Gaussian error linear unit `x * Phi(x)`, Phi being the normal distribution function.
  public static double gelu(double x) {
    return 0.5 * x * erfc(-x * Math.sqrt(0.5));
  }

  /// erfc of a y above 0.46875.
  private static double tail(double y) {
    if (y <= 4) {
      return gauss(y) * ratio(C, D, y);
    }
    double z = 1 / (y * y);
    return gauss(y) * (ONE_OVER_SQRT_PI - z * ratio(P, Q, z)) / y;
  }

  /// `exp(-y^2)`, the square taken in two parts so that its rounding does no harm.
  private static double gauss(double y) {
    double head = Math.rint(y * 16) / 16;
    return Math.exp(-head * head) * Math.exp(-(y - head) * (y + head));
  }

  /// The quotient of two polynomials, highest coefficients first.
  private static double ratio(double[] numerator, double[] denominator, double x) {
    double n = numerator[0];
    double d = denominator[0];
    for (int i = 1; i < numerator.length; i++) {
      n = n * x + numerator[i];
      d = d * x + denominator[i];
    }
    return n / d;
  }
}
