package dev.vitcc.passes.tile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Frame rates as messages name them.
final class Rates {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.DOWN);

  private Rates() {}

  /// The rate of frames that take so many cycles, rounded down to one decimal or three digits:
  /// whoever asks for it gets it.
  static BigDecimal down(double clockMhz, long cycles) {
    BigDecimal exact = BigDecimal.valueOf(clockMhz * 1e6 / cycles);
    BigDecimal rate = exact.round(THREE_DIGITS);
    rate = rate.scale() < 1 ? exact.setScale(1, RoundingMode.DOWN) : rate;
    while (mostCycles(clockMhz, rate.doubleValue()) < cycles) {
      rate = rate.subtract(rate.ulp());
    }
    return rate;
  }

  /// A rate with one decimal or three digits, rounded up.
  static BigDecimal up(double fps) {
    BigDecimal rate = BigDecimal.valueOf(fps).round(new MathContext(3, RoundingMode.UP));
    return rate.scale() < 1 ? BigDecimal.valueOf(fps).setScale(1, RoundingMode.UP) : rate;
  }

  /// Cycles that a latency leaves a frame.
  static long mostCyclesWithin(double clockMhz, double milliseconds) {
    return BigDecimal.valueOf(clockMhz)
        .multiply(BigDecimal.valueOf(milliseconds))
        .scaleByPowerOfTen(3)
        .longValue();
  }

  /// Cycles that a frame rate leaves a frame.
  static long mostCycles(double clockMhz, double fps) {
    return (long) (clockMhz * 1e6 / fps);
  }
}
