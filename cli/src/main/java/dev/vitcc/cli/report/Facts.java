package dev.vitcc.cli.report;

import dev.vitcc.cli.output.Summary;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// All that a report is made from.
///
/// @param report as in `report.json`
/// @param files of the build, relative to it
/// @param plots SVG of those that are plots
record Facts(JsonNode report, SortedSet<String> files, Map<String, String> plots) {
  private static final double PERCENT = 100;
  private static final double LEAST = 1e-6;
  private static final int DIGITS = 3;

  Facts {
    files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
    plots = Collections.unmodifiableSortedMap(new TreeMap<>(plots));
  }

  JsonNode at(String pointer) {
    return report.at(pointer);
  }

  boolean has(String pointer) {
    return !report.at(pointer).isMissingNode();
  }

  double number(String pointer) {
    return report.at(pointer).asDouble();
  }

  String text(String pointer) {
    return report.at(pointer).asString("");
  }

  boolean isSimulated() {
    return has("/cycles/simulated");
  }

  /// Cycles of a frame: simulated, or else estimated.
  double cycles() {
    return number(isSimulated() ? "/cycles/simulated" : "/cycles/estimated");
  }

  /// Whether how many tokens stay depends on the image, and cycles with it.
  boolean varies() {
    return has("/cycles/expected");
  }

  static String percent(double share) {
    return Summary.text("%.1f\u00a0%%", PERCENT * share);
  }

  /// At least three digits that count: `0.0499`, `2.21`, `1,234`.
  static String digits(double value) {
    int before = (int) Math.floor(Math.log10(Math.max(value, LEAST))) + 1;
    return Summary.text("%,." + Math.max(0, DIGITS - before) + "f", value);
  }

  static String count(double value) {
    return Summary.text("%,.0f", value);
  }
}
