package dev.vitcc.cli.explore;

import static dev.vitcc.cli.explore.FrontierTable.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Frontiers as one page that needs no network: a plot, and a table of each board.
public final class FrontierPage {
  /// Told apart by those who see few colours, too; in light and in dark.
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#7f7f7f",
          "#b2182b", "#4d9221");

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --faint: #d8dee4; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #30363d; } }
      @media print { :root { --ink: #000; --paper: #fff; --faint: #ccc; } }
      body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
             max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
      svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; }
      svg text { fill: var(--ink); }
      .grid { stroke: var(--faint); }
      path { fill: none; stroke-width: 1.5; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; white-space: nowrap; font-variant-numeric: tabular-nums; }
      th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid var(--faint); }
      th:nth-child(3), td:nth-child(3), th:last-child, td:last-child { text-align: left; }
      code { font: 12px ui-monospace, monospace; user-select: all; }
      """;

  private FrontierPage() {}

  /// @param withBits whether frontiers differ by the bits of activations
  public static String of(String model, List<Frontier> frontiers, boolean withBits) {
    String tables =
        IntStream.range(0, frontiers.size())
            .mapToObj(i -> section(frontiers.get(i), i, withBits))
            .collect(Collectors.joining());
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s: engines</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <h1>%s: what more hardware buys</h1>
        <p>Each engine is the cheapest of all that are as fast, by the share of the board's scarcest \
        resource; frames and resources are estimated. To build one, put its target clause into the model.</p>
        %s%s</body>
        </html>
        """
        .formatted(
            escaped(model),
            STYLE,
            colours(frontiers.size()),
            escaped(model),
            FrontierPlot.of(frontiers),
            tables);
  }

  private static String colours(int lines) {
    return IntStream.range(0, lines)
        .mapToObj(
            i ->
                text(
                    ".line%d path { stroke: %s; } .line%d circle, .line%d.key { fill: %s; color: %s; }\n",
                    i, colour(i), i, i, colour(i), colour(i)))
        .collect(Collectors.joining());
  }

  private static String colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  private static String section(Frontier frontier, int line, boolean withBits) {
    String heading =
        text(
            "<h2><span class=\"line%d key\" aria-hidden=\"true\">●</span> %s</h2>\n",
            line, escaped(frontier.heading(withBits)));
    if (frontier.points().isEmpty()) {
      return heading + text("<p>%s</p>\n", escaped(frontier.reason()));
    }
    String rows = frontier.points().stream().map(FrontierPage::row).collect(Collectors.joining());
    return heading
        + """
        <div class="wide" tabindex="0" role="region" aria-label="Engines on %s">
        <table>
        <tr><th>frames/s</th><th>latency, ms</th><th>engine</th><th>LUT</th><th>FF</th><th>DSP</th>\
        <th>BRAM36</th><th>URAM</th><th>board</th>%s<th>target clause</th></tr>
        %s</table>
        </div>
        """
            .formatted(
                escaped(frontier.label(withBits)),
                frontier.hasTop1() ? "<th>top-1, %</th>" : "",
                rows);
  }

  private static String row(Point point) {
    return text(
        "<tr><td>%.1f</td><td>%.3g</td><td>%s</td><td>%,.0f</td><td>%,.0f</td><td>%,.0f</td>"
            + "<td>%.1f</td><td>%.0f</td><td>%.0f %%</td>%s<td><code>%s</code></td></tr>\n",
        point.framesPerSecond(),
        point.latencyUs() / 1000,
        point.engine().text(),
        point.resources().lut(),
        point.resources().ff(),
        point.resources().dsp(),
        point.resources().bram36(),
        point.resources().uram(),
        100 * point.share(),
        point.top1().map(top1 -> text("<td>%.2f</td>", top1.integer())).orElse(""),
        escaped(point.target()));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
