package dev.vitcc.cost.cycles;

/// The bandwidth that all ports share: a bucket that fills every cycle and pays for each beat.
///
/// It holds four cycles, and at least two beats.
final class Bandwidth {
  private static final long ONE = 1024;

  private final long rate;
  private final long price;
  private final long capacity;
  private long level;

  Bandwidth(double bytesPerCycle, int beatBytes) {
    rate = (long) (bytesPerCycle * ONE);
    price = beatBytes * ONE;
    capacity = Math.max(4 * rate, 2 * price);
    level = capacity;
  }

  void refill(long cycles) {
    level = Math.min(capacity, level + cycles * rate);
  }

  boolean take() {
    if (rate == 0) {
      return true;
    }
    if (level < price) {
      return false;
    }
    level -= price;
    return true;
  }

  /// Whether there is enough for one more beat.
  boolean spare() {
    return rate == 0 || level >= price;
  }

  /// The first cycle from `cycle` on in which a beat can be paid for, if the bucket has been filled
  /// for all cycles before `now`.
  long enough(long cycle, long now) {
    if (rate == 0 || level + rate >= price) {
      return cycle;
    }
    return Math.max(cycle, now + (price - level + rate - 1) / rate - 1);
  }
}
