package dev.vitcc.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Values along one side of a plot.
///
/// @param isLogarithmic in powers of ten
/// @param ticks values that have a line
public record Axis(
    String title, double low, double high, boolean isLogarithmic, List<Double> ticks) {
  private static final int MOST_TICKS = 6;
  private static final double[] STEPS = {1, 2, 5};
  private static final double ROOM = 1.1;
  private static final double THOUSAND = 1000;
  private static final double EPSILON = 1e-9;

  public Axis {
    ticks = List.copyOf(ticks);
  }

  /// From the low to the high value, with ticks at round ones.
  public static Axis linear(String title, double low, double high) {
    double end = high > low ? high : low + 1;
    double step = step((end - low) / MOST_TICKS);
    List<Double> ticks = new ArrayList<>();
    for (double at = Math.ceil(low / step - EPSILON); at * step <= end + step * EPSILON; at++) {
      ticks.add(at * step);
    }
    return new Axis(title, low, end, false, ticks);
  }

  /// A little more than from the least to the greatest, in powers of ten, with ticks at 1, 2 and 5.
  public static Axis logarithmic(String title, double least, double greatest) {
    double low = least / ROOM;
    double high = greatest * ROOM;
    List<Double> ticks = new ArrayList<>();
    for (double decade = decade(low); decade < high; decade *= 10) {
      for (double step : STEPS) {
        double value = decade * step;
        if (value > low && value < high) {
          ticks.add(value);
        }
      }
    }
    return new Axis(title, low, high, true, ticks);
  }

  /// The least round step of at least this size.
  private static double step(double least) {
    double decade = decade(least);
    for (double step : STEPS) {
      if (step * decade >= least) {
        return step * decade;
      }
    }
    return 10 * decade;
  }

  private static double decade(double value) {
    return Math.pow(10, Math.floor(Math.log10(value)));
  }

  /// Where a value is: 0 at the low end, 1 at the high one.
  double at(double value) {
    return isLogarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /// A tick as text, with as many digits as the steps need.
  String text(double tick) {
    if (tick == 0) {
      return "0";
    }
    if (Math.abs(tick) >= THOUSAND) {
      return String.format(Locale.ROOT, "%,.0f", tick);
    }
    double step = isLogarithmic ? tick : ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : tick;
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(Math.abs(step)) + EPSILON));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick);
  }
}
