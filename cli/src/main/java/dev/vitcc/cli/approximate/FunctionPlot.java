package dev.vitcc.cli.approximate;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.form.Candidate;
import dev.vitcc.cli.page.Axis;
import dev.vitcc.cli.page.Drawing;
import dev.vitcc.cli.page.Panel;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// A drawing of a function's codes, and below it of the error at each.
public final class FunctionPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 210;
  private static final int LEFT = 80;
  private static final int TOP = 12;
  private static final int BELOW = 48;

  /// More points than this are drawn as the least and greatest of neighbours.
  private static final int COLUMNS = 330;

  private FunctionPlot() {}

  /// A file of SVG.
  public static String svg(Problem problem, Candidate candidate) {
    Drawing drawing =
        new Drawing(WIDTH, 2 * HEIGHT, "Codes of the result, and errors, over all operands");
    double low = problem.in().real(problem.in().least());
    double high = problem.in().real(problem.in().greatest());
    IntToDoubleFunction codes = candidate.circuit()::value;
    IntToDoubleFunction errors =
        place -> candidate.circuit().value(place) - problem.exact(problem.code(place));
    int inputs = problem.inputs();
    panel(drawing, Axis.linear("", low, high), "result, codes", 0, inputs, codes);
    panel(drawing, Axis.linear("operand", low, high), "error, ulp", HEIGHT, inputs, errors);
    return drawing.file();
  }

  private static void panel(
      Drawing drawing, Axis across, String title, int top, int inputs, IntToDoubleFunction value) {
    double least = IntStream.range(0, inputs).mapToDouble(value).min().orElse(0);
    double greatest = IntStream.range(0, inputs).mapToDouble(value).max().orElse(1);
    Panel panel =
        new Panel(
            across,
            Axis.linear(title, least, greatest),
            LEFT,
            top + TOP,
            WIDTH - LEFT - TOP,
            HEIGHT - TOP - BELOW);
    drawing.grid(panel);
    StringBuilder path = new StringBuilder();
    int columns = Math.min(COLUMNS, inputs);
    for (int column = 0; column < columns; column++) {
      int from = (int) ((long) column * inputs / columns);
      int to = (int) ((column + 1L) * inputs / columns);
      double low = IntStream.range(from, to).mapToDouble(value).min().orElse(0);
      double high = IntStream.range(from, to).mapToDouble(value).max().orElse(0);
      double x = panel.left() + panel.width() * (from + to) / 2 / inputs;
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(Drawing.number(x)).append(' ').append(Drawing.number(panel.y(low)));
      if (high > low) {
        path.append('V').append(Drawing.number(panel.y(high)));
      }
    }
    drawing.curve("", path.toString());
  }
}
