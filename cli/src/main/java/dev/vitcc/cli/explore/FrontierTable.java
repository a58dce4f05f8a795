package dev.vitcc.cli.explore;

import dev.vitcc.cost.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Frontiers as text: a line an engine.
public final class FrontierTable {
  private static final String ROW = "  %9s %10s  %-38s %9s %9s %7s %8s %6s  %6s%s";

  private FrontierTable() {}

  /// @param withBits whether frontiers differ by the bits of activations
  public static List<String> of(List<Frontier> frontiers, boolean withBits) {
    List<String> lines = new ArrayList<>();
    for (Frontier frontier : frontiers) {
      lines.add(frontier.heading(withBits));
      if (frontier.points().isEmpty()) {
        lines.add("  " + frontier.reason());
      } else {
        lines.add(
            text(
                ROW,
                "frames/s",
                "latency",
                "engine",
                "LUT",
                "FF",
                "DSP",
                "BRAM36",
                "URAM",
                "board",
                frontier.hasTop1() ? "   top-1" : ""));
        frontier.points().forEach(point -> lines.add(line(point)));
      }
      lines.add("");
    }
    return lines;
  }

  private static String line(Point point) {
    Resources taken = point.resources();
    return text(
        ROW,
        text("%.1f", point.framesPerSecond()),
        text("%.3g ms", point.latencyUs() / 1000),
        point.engine().text(),
        text("%,.0f", taken.lut()),
        text("%,.0f", taken.ff()),
        text("%,.0f", taken.dsp()),
        text("%.1f", taken.bram36()),
        text("%.0f", taken.uram()),
        text("%.0f %%", 100 * point.share()),
        point.top1().map(top1 -> text("  %.2f", top1.integer())).orElse(""));
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
