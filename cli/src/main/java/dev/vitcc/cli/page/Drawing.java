package dev.vitcc.cli.page;

import dev.vitcc.templates.Kernels;
import dev.vitcc.templates.Markup;
import dev.vitcc.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a drawing, from back to front: axes with their grids, curves, dots, bars, labels.
///
/// All that is drawn has a class of `drawing.css`, which also knows the dark.
public final class Drawing {
  /// Percent of its size below which its text is too small to read.
  private static final int LEGIBLE = 80;

  private static final double TICK_GAP = 6;
  private static final double TICK_BELOW = 16;
  private static final double TEXT_HALF = 4;
  private static final double TITLE_BELOW = 34;
  private static final double TITLE_LEFT = 62;

  private final Templates templates = Templates.ofMarkup("page/drawing.stg");
  private final List<Markup> parts = new ArrayList<>();
  private final int width;
  private final int height;
  private final String label;

  /// @param label what it shows, for those who don't see it
  public Drawing(int width, int height, String label) {
    this.width = width;
    this.height = height;
    this.label = label;
  }

  private record DrawingFile(
      int width, int leastWidth, int height, String label, Markup style, List<Markup> parts) {}

  private record Grid(List<GridColumn> columns, List<GridRow> rows, List<Label> titles) {}

  private record GridColumn(String x, String from, String to, String textY, String text) {}

  private record GridRow(
      String y, String from, String to, String textX, String textY, String text) {}

  private record Label(
      Optional<String> style,
      String x,
      String y,
      boolean isCentred,
      boolean isUpright,
      String text) {}

  private record Curve(String style, String path) {}

  private record Dots(String style, List<Dot> dots) {}

  /// A point that says what it is.
  public record Dot(String x, String y, String title) {
    public static Dot at(double x, double y, String title) {
      return new Dot(number(x), number(y), title);
    }
  }

  private record Bars(String style, List<BarShape> bars) {}

  /// A rectangle that says what it is.
  public record BarShape(
      Optional<String> style, String x, String y, String width, String height, String title) {}

  /// The rules that all drawings share.
  static String style() {
    return Kernels.read("page", "drawing.css");
  }

  /// A drawing that was written as a file of its own, for a page, which has its rules already.
  public static Markup withoutStyle(String file) {
    return new Markup(file.replace("<style>\n" + style() + "\n</style>\n", "").strip());
  }

  /// Lines at the ticks of both axes, their values and titles.
  public void grid(Panel panel) {
    double bottom = panel.top() + panel.height();
    List<GridColumn> columns =
        panel.across().ticks().stream()
            .map(
                tick ->
                    new GridColumn(
                        number(panel.x(tick)),
                        number(panel.top()),
                        number(bottom),
                        number(bottom + TICK_BELOW),
                        panel.across().text(tick)))
            .toList();
    List<GridRow> rows =
        panel.up().ticks().stream()
            .map(
                tick ->
                    new GridRow(
                        number(panel.y(tick)),
                        number(panel.left()),
                        number(panel.left() + panel.width()),
                        number(panel.left() - TICK_GAP),
                        number(panel.y(tick) + TEXT_HALF),
                        panel.up().text(tick)))
            .toList();
    List<Label> titles = new ArrayList<>();
    double middle = panel.left() + panel.width() / 2;
    titles.add(title(middle, bottom + TITLE_BELOW, false, panel.across().title()));
    titles.add(
        title(
            panel.left() - TITLE_LEFT, panel.top() + panel.height() / 2, true, panel.up().title()));
    add(new Grid(columns, rows, titles.stream().filter(title -> !title.text().isEmpty()).toList()));
  }

  private static Label title(double x, double y, boolean isUpright, String text) {
    return new Label(Optional.of("quiet"), number(x), number(y), true, isUpright, text);
  }

  /// @param path as in SVG
  public void curve(String style, String path) {
    add(new Curve(style, path));
  }

  public void dots(String style, List<Dot> dots) {
    add(new Dots(style, dots));
  }

  public void bars(String style, List<BarShape> bars) {
    add(new Bars(style, bars));
  }

  /// Text from a point to the right.
  public void label(String style, double x, double y, String text) {
    add(new Label(Optional.of(style), number(x), number(y), false, false, text));
  }

  /// Text with a point at its middle.
  public void centred(String style, double x, double y, String text) {
    add(new Label(Optional.of(style), number(x), number(y), true, false, text));
  }

  /// A part of a page.
  public Markup markup() {
    return new Markup(templates.render("Drawing", view()));
  }

  /// A file of its own.
  public String file() {
    return templates.render("DrawingFile", view());
  }

  private DrawingFile view() {
    return new DrawingFile(width, width * LEGIBLE / 100, height, label, new Markup(style()), parts);
  }

  private void add(Record view) {
    parts.add(new Markup(templates.render(view.getClass().getSimpleName(), view)));
  }

  /// A coordinate: a tenth is less than the eye sees.
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
