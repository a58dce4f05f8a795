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
    JsonNode engine = report.path("engine");
    int ports = engine.path("ports").asInt();
    add(
        lines,
        "engine",
        text(
            "%d × %d × %d MACs, %d lanes, %d %s of %d bits",
            engine.path("pm").asInt(),
            engine.path("pk").asInt(),
            engine.path("pn").asInt(),
            engine.path("lanes").asInt(),
            ports,
            ports == 1 ? "port" : "ports",
            engine.path("axi_bits").asInt()));
    accuracy(report, lines);
    simulation(report, lines);
    hls(report, lines);
    synthesis(report, lines);
    return lines;
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
    JsonNode cycles = report.path("cycles");
    if (cycles.has("simulated")) {
      add(
          lines,
          "cycles",
          text(
              "%,.0f a frame (%,d … %,d)   matrix busy %.1f %%",
              cycles.path("simulated").asDouble(),
              cycles.path("simulated_least").asLong(),
              cycles.path("simulated_most").asLong(),
              100 * report.path("matrix_busy").asDouble()));
      add(
          lines,
          "frame rate",
          text(
              "%s frames/s at %s MHz",
              number(report.at("/frame_rate/simulated_fps").asDouble()),
              number(report.path("clock_mhz").asDouble())));
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
    JsonNode synthesised = report.at("/resources/synthesised");
    JsonNode available = report.at("/resources/available");
    List<String> parts = new ArrayList<>();
    for (String resource : List.of("lut", "ff", "dsp", "bram36", "uram")) {
      if (synthesised.has(resource) && available.path(resource).asDouble() > 0) {
        double used = synthesised.path(resource).asDouble();
        parts.add(
            text(
                "%s %s of %,d (%.1f %%)",
                resource.toUpperCase(Locale.ROOT),
                number(used),
                available.path(resource).asInt(),
                100 * used / available.path(resource).asDouble()));
      }
    }
    if (!parts.isEmpty()) {
      add(lines, "synthesis", String.join("   ", parts));
    }
  }

  /// A number without needless digits: `150`, `62.5`, `15,001`.
  public static String number(double value) {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
    return text(whole ? "%,.0f" : "%,.1f", value);
  }

  private static void add(List<String> lines, String label, String value) {
    lines.add(text("  %-12s %s", label, value));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
