package dev.vitcc.cli.explore;

import static dev.vitcc.cli.explore.FrontierTable.text;

import java.util.List;
import java.util.stream.IntStream;

/// A drawing of frontiers: frames per second, in powers of ten, over the share of the board.
final class FrontierPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 48;
  private static final int TENTH = 10;
  private static final int[] STEPS = {1, 2, 5};

  private final List<Frontier> frontiers;
  private final double low;
  private final double high;

  private FrontierPlot(List<Frontier> frontiers) {
    this.frontiers = frontiers;
    low = rates().min().orElse(1) / 1.1;
    high = rates().max().orElse(10) * 1.1;
  }

  /// An `svg` element whose lines have the classes `line0`, `line1` … in the order of frontiers.
  static String of(List<Frontier> frontiers) {
    return new FrontierPlot(frontiers).svg();
  }

  private java.util.stream.DoubleStream rates() {
    return frontiers.stream()
        .flatMap(frontier -> frontier.points().stream())
        .mapToDouble(Point::framesPerSecond);
  }

  private String svg() {
    StringBuilder out = new StringBuilder();
    out.append(
        text(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Frames per second over the share of"
                + " the board\">\n",
            WIDTH, HEIGHT));
    rateTicks(out);
    shareTicks(out);
    IntStream.range(0, frontiers.size()).forEach(i -> line(out, i));
    out.append(
        text(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">share of the board's scarcest resource,"
                + " %%</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
    out.append(
        text(
            "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">frames/s</text>\n",
            (TOP + HEIGHT - BOTTOM) / 2));
    return out.append("</svg>\n").toString();
  }

  private void rateTicks(StringBuilder out) {
    for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade < high; decade *= 10) {
      for (int step : STEPS) {
        double rate = decade * step;
        if (rate > low && rate < high) {
          out.append(
              text(
                  "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                      + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                  LEFT,
                  WIDTH - RIGHT,
                  y(rate),
                  y(rate),
                  LEFT - 6,
                  y(rate) + 4,
                  rate < 1 ? text("%.1f", rate) : text("%,.0f", rate)));
        }
      }
    }
  }

  private void shareTicks(StringBuilder out) {
    for (int tenth = 0; tenth <= TENTH; tenth += 2) {
      double x = x(tenth / (double) TENTH);
      out.append(
          text(
              "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                  + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
              x, x, TOP, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 18, tenth * TENTH));
    }
  }

  /// What is bought between two engines is the cheaper one: stairs.
  private void line(StringBuilder out, int index) {
    List<Point> points = frontiers.get(index).points();
    if (points.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (Point point : points.reversed()) {
      path.append(
          path.isEmpty()
              ? text("M%.1f %.1f", x(point.share()), y(point.framesPerSecond()))
              : text("H%.1fV%.1f", x(point.share()), y(point.framesPerSecond())));
    }
    out.append(text("<g class=\"line%d\"><path d=\"%s\"/>\n", index, path));
    for (Point point : points) {
      out.append(
          text(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %.1f frames/s, %.0f %%, %s</title>"
                  + "</circle>\n",
              x(point.share()),
              y(point.framesPerSecond()),
              FrontierPage.escaped(frontiers.get(index).board()),
              point.framesPerSecond(),
              100 * point.share(),
              point.engine().text()));
    }
    out.append("</g>\n");
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double rate) {
    double part = Math.log(rate / low) / Math.log(high / low);
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }
}
