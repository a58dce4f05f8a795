package dev.vitcc.cli.approximate;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.form.Candidate;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// A drawing of a function's codes, and below it of the error at each.
public final class FunctionPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 56;

  /// More points than this are drawn as the least and greatest of neighbours.
  private static final int COLUMNS = WIDTH - 2 * MARGIN;

  private FunctionPlot() {}

  public static String svg(Problem problem, Candidate candidate) {
    IntToDoubleFunction codes = candidate.circuit()::value;
    IntToDoubleFunction errors =
        place -> candidate.circuit().value(place) - problem.exact(problem.code(place));
    double low = problem.in().real(problem.in().least());
    double high = problem.in().real(problem.in().greatest());
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
        font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        %s%s<text x="%d" y="%d" text-anchor="middle">x from %s to %s</text>
        </svg>
        """
        .formatted(
            WIDTH,
            2 * HEIGHT,
            panel("result, codes", 0, problem.inputs(), codes),
            panel("error, ulp", HEIGHT, problem.inputs(), errors),
            WIDTH / 2,
            2 * HEIGHT - 8,
            number(low),
            number(high));
  }

  private static String panel(String title, int top, int inputs, IntToDoubleFunction value) {
    double least = IntStream.range(0, inputs).mapToDouble(value).min().orElse(0);
    double greatest = IntStream.range(0, inputs).mapToDouble(value).max().orElse(1);
    double span = greatest > least ? greatest - least : 1;
    int bottom = top + HEIGHT - 32;
    int room = HEIGHT - 64;
    StringBuilder points = new StringBuilder();
    for (int column = 0; column < Math.min(COLUMNS, inputs); column++) {
      int from = (int) ((long) column * inputs / Math.min(COLUMNS, inputs));
      int to = (int) ((column + 1L) * inputs / Math.min(COLUMNS, inputs));
      double low = IntStream.range(from, to).mapToDouble(value).min().orElse(0);
      double high = IntStream.range(from, to).mapToDouble(value).max().orElse(0);
      double x = MARGIN + (double) COLUMNS * (from + to) / 2 / inputs;
      points.append(point(x, bottom - (low - least) / span * room));
      points.append(point(x, bottom - (high - least) / span * room));
    }
    return """
        <text x="%d" y="%d">%s</text>
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <polyline fill="none" stroke="#1f5fa8" points="%s"/>
        """
        .formatted(
            MARGIN,
            top + 18,
            title,
            MARGIN - 6,
            bottom - room + 4,
            number(greatest),
            MARGIN - 6,
            bottom,
            number(least),
            points.toString().strip());
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
