package dev.vitcc.cli.explore;

import static dev.vitcc.cli.explore.FrontierTable.text;

import dev.vitcc.cli.page.Axis;
import dev.vitcc.cli.page.Drawing;
import dev.vitcc.cli.page.Drawing.Dot;
import dev.vitcc.cli.page.Panel;
import dev.vitcc.templates.Markup;
import java.util.List;
import java.util.stream.DoubleStream;

/// A drawing of frontiers: frames per second, in powers of ten, over the share of the board.
final class FrontierPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 84;
  private static final int MARGIN = 20;
  private static final int BELOW = 48;
  private static final int PERCENT = 100;
  private static final int COLOURS = 10;
  private static final int LABEL_LEFT = 16;
  private static final int LABEL_UP = 6;

  private FrontierPlot() {}

  /// Each line has the number of its frontier, from 1, at its fastest engine.
  static Markup of(List<Frontier> frontiers) {
    Axis up =
        Axis.logarithmic(
            "frames/s", rates(frontiers).min().orElse(1), rates(frontiers).max().orElse(10));
    Panel panel =
        new Panel(
            Axis.linear("share of the board's scarcest resource, %", 0, PERCENT),
            up,
            LEFT,
            MARGIN,
            WIDTH - LEFT - MARGIN,
            HEIGHT - MARGIN - BELOW);
    Drawing drawing = new Drawing(WIDTH, HEIGHT, "Frames per second over the share of the board");
    drawing.grid(panel);
    for (int i = 0; i < frontiers.size(); i++) {
      if (!frontiers.get(i).points().isEmpty()) {
        line(drawing, panel, frontiers.get(i), i);
      }
    }
    return drawing.markup();
  }

  private static DoubleStream rates(List<Frontier> frontiers) {
    return frontiers.stream()
        .flatMap(frontier -> frontier.points().stream())
        .mapToDouble(Point::framesPerSecond);
  }

  /// What is bought between two engines is the cheaper one: stairs.
  private static void line(Drawing drawing, Panel panel, Frontier frontier, int index) {
    String style = "series" + index % COLOURS;
    StringBuilder path = new StringBuilder();
    for (Point point : frontier.points().reversed()) {
      String x = Drawing.number(panel.x(PERCENT * point.share()));
      String y = Drawing.number(panel.y(point.framesPerSecond()));
      path.append(path.isEmpty() ? "M" + x + " " + y : "H" + x + "V" + y);
    }
    drawing.curve(style, path.toString());
    drawing.dots(
        style, frontier.points().stream().map(point -> dot(panel, frontier, point)).toList());
    Point fastest = frontier.points().getFirst();
    drawing.centred(
        "strong",
        panel.x(PERCENT * fastest.share()) - LABEL_LEFT,
        panel.y(fastest.framesPerSecond()) - LABEL_UP,
        "" + (index + 1));
  }

  private static Dot dot(Panel panel, Frontier frontier, Point point) {
    return Dot.at(
        panel.x(PERCENT * point.share()),
        panel.y(point.framesPerSecond()),
        text(
            "%s: %.1f frames/s, %.0f %%, %s",
            frontier.board(),
            point.framesPerSecond(),
            PERCENT * point.share(),
            point.engine().text()));
  }
}
