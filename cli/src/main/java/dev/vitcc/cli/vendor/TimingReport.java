package dev.vitcc.cli.vendor;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What `report_timing_summary` of Vivado says.
///
/// @param slackNs of the worst path; negative: the clock is not met
/// @param failing endpoints of paths that are too slow
/// @param periodNs of the slowest clock that is constrained: the accelerator's is the only one
record TimingReport(String tool, double slackNs, long failing, double periodNs) {
  private static final Pattern GAP = Pattern.compile("\\s+");
  private static final double NS_MHZ = 1000;

  /// @throws ReportFormatException if it is no such report, or no clock is constrained
  static TimingReport parse(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    String[] summary = rowUnder("WNS(ns)", "Design Timing Summary", lines);
    if (summary[0].equals("NA")) {
      throw new ReportFormatException("says nothing of timing: no clock is constrained");
    }
    // Clock, {waveform}, period, frequency; a waveform has spaces in it.
    String clock = String.join(" ", rowUnder("Clock", "Clock Summary", lines));
    String[] behind = GAP.split(clock.substring(clock.indexOf('}') + 1).strip());
    double period = Figure.of(behind[0], "Period(ns)");
    double slack = Figure.of(summary[0], "WNS(ns)");
    if (period <= Math.max(0, slack)) {
      throw new ReportFormatException("has a period of " + period + " ns, a slack of " + slack);
    }
    return new TimingReport(
        UtilizationReport.tool(text),
        slack,
        (long) Figure.count(summary[2], "TNS Failing Endpoints"),
        period);
  }

  /// The first row of the table of a section: two lines below its heading.
  private static String[] rowUnder(String heading, String section, List<String> lines) {
    int begin = lines.indexOf("| " + section);
    Stream<String> rows =
        begin < 0
            ? Stream.empty()
            : lines.stream().skip(begin).dropWhile(line -> !line.startsWith(heading)).skip(2);
    return rows.findFirst()
        .filter(line -> !line.isEmpty())
        .map(GAP::split)
        .filter(cells -> cells.length > 2)
        .orElseThrow(
            () -> new ReportFormatException("has no table '" + section + "', or it is empty"));
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("tool", tool);
    node.put("clock_mhz", rounded(NS_MHZ / periodNs));
    node.put("slack_ns", slackNs);
    node.put("failing_endpoints", failing);
    return node.put("reached_mhz", rounded(NS_MHZ / (periodNs - slackNs)));
  }

  private static double rounded(double mhz) {
    return Math.rint(mhz * 10) / 10;
  }
}
