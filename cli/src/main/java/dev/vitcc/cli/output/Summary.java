package dev.vitcc.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The figures of `report.json` in a few lines; what was not measured has no line.
public final class Summary {
  private Summary() {}

  public static List<String> of(JsonNode report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s on %s at %s MHz",
            report.path("model").asString(),
            report.path("board").asString(),
            number(report.path("clock_mhz").asDouble())));
    add(lines, "engine", engine(report.path("engine")));
    List<String> widths = PrecisionReport.lines(report.path("precision"));
    for (int i = 0; i < widths.size(); i++) {
      add(lines, i == 0 ? "activations" : "", widths.get(i));
    }
    List<String> pruning = PruningReport.lines(report);
    for (int i = 0; i < pruning.size(); i++) {
      add(lines, i == 0 ? "prune" : "", pruning.get(i));
    }
    DropReport.lines(report.path("accuracy_drop")).forEach(line -> add(lines, "drop", line));
    FunctionReport.lines(report.path("functions")).forEach(line -> add(lines, "functions", line));
    AssignmentReport.lines(report.path("assignment")).forEach(line -> add(lines, "rows", line));
    accuracy(report, lines);
    simulation(report, lines);
    cycles(report, lines);
    hls(report, lines);
    synthesis(report, lines);
    return lines;
  }

  /// `1 × 16 × 16 MACs, 16 lanes, 1 port of 128 bits`.
  public static String engine(JsonNode engine) {
    int ports = engine.path("ports").asInt();
    return text(
        "%d × %d × %s MACs, %d lanes, %d %s of %d bits",
        engine.path("pm").asInt(),
        engine.path("pk").asInt(),
        Layout.engine(engine).columnsText(),
        engine.path("lanes").asInt(),
        ports,
        ports == 1 ? "port" : "ports",
        engine.path("axi_bits").asInt());
  }

  private static void accuracy(JsonNode report, List<String> lines) {
    JsonNode accuracy = report.path("accuracy");
    if (accuracy.has("integer")) {
      add(
          lines,
          "accuracy",
          text(
              "float %.2f %%   integer %.2f %%   top-1 of %,d test images",
              accuracy.at("/float/top1_percent").asDouble(),
              accuracy.at("/integer/top1_percent").asDouble(),
              accuracy.path("images").asInt()));
    }
  }

  private static void simulation(JsonNode report, List<String> lines) {
    JsonNode verification = report.path("verification");
    if (verification.isMissingNode()) {
      return;
    }
    int frames = verification.path("frames").asInt();
    String compared =
        verification.path("passed").asBoolean()
            ? text(
                "%,d tensors, %,d values a frame",
                verification.path("tensors").asInt(), verification.path("values").asLong() / frames)
            : text("stopped at the first that is not");
    add(
        lines,
        "simulation",
        text(
            "%,d/%,d bit-exact   (%s)",
            verification.path("frames_equal").asInt(), frames, compared));
  }

  /// What was simulated, with the estimate beside it; or the estimate alone.
  private static void cycles(JsonNode report, List<String> lines) {
    JsonNode cycles = report.path("cycles");
    double clock = report.path("clock_mhz").asDouble();
    boolean simulated = cycles.has("simulated");
    long estimated = cycles.path("estimated").asLong();
    double frame = simulated ? cycles.path("simulated").asDouble() : estimated;
    // Where tokens are dropped image by image, multiplications are known for all of them only.
    boolean varies = cycles.has("expected");
    String forecast =
        varies
            ? text(
                "%,.0f expected, %,d with all tokens",
                cycles.path("expected").asDouble(), estimated)
            : simulated ? text("%,d estimated", estimated) : "estimated";
    String range =
        simulated
            ? text(
                " (%,d … %,d), ",
                cycles.path("simulated_least").asLong(), cycles.path("simulated_most").asLong())
            : ", ";
    add(
        lines,
        "cycles",
        text(
            "%,.0f a frame%s%s   matrix busy %.1f %%%s",
            frame,
            range,
            forecast,
            100 * CycleReport.busy(report, varies ? estimated : frame),
            varies ? " with all tokens" : ""));
    if (varies) {
      JsonNode tokens = report.path("expected_tokens");
      List<String> kept = new ArrayList<>();
      tokens.path("kept").forEach(mean -> kept.add(text("%.1f", mean.asDouble())));
      add(
          lines,
          "tokens kept",
          text(
              "%s on average of %d calibration images",
              String.join(", ", kept), tokens.path("images").asInt()));
    }
    add(
        lines,
        "frame rate",
        text(
            "%s frames/s at %s MHz%s",
            number(clock * 1e6 / frame), number(clock), simulated ? "" : ", estimated"));
    List<String> losses = Losses.of(report);
    for (int i = 0; i < losses.size(); i++) {
      add(lines, i == 0 ? "idle" : "", losses.get(i));
    }
  }

  private static void hls(JsonNode report, List<String> lines) {
    JsonNode cycles = report.at("/hls/cycles");
    if (cycles.has("estimated")) {
      add(
          lines,
          "HLS cycles",
          text("%,d a frame, an estimate from loop bounds", cycles.path("estimated").asLong()));
    }
    JsonNode csim = report.at("/hls/csim");
    if (csim.isMissingNode()) {
      return;
    }
    int frames = csim.path("frames_equal").asInt();
    add(
        lines,
        "HLS C++",
        csim.path("passed").asBoolean()
            ? text(
                "%,d frames bit-exact   (%,d tensors, %,d values a frame)",
                frames, csim.path("tensors").asInt(), csim.path("values").asLong() / frames)
            : text("differs after %,d frames", frames));
  }

  private static void synthesis(JsonNode report, List<String> lines) {
    lines.addAll(ResourceTable.of(report.path("resources")));
    lines.addAll(VendorText.of(report));
  }

  /// A number without needless digits: `150`, `62.5`, `15,001`.
  public static String number(double value) {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
    return text(whole ? "%,.0f" : "%,.1f", value);
  }

  static void add(List<String> lines, String label, String value) {
    lines.add(text("  %-12s %s", label, value));
  }

  public static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
