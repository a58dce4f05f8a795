package dev.vitcc.cli.report;

import dev.vitcc.cli.output.CycleReport;
import dev.vitcc.cli.output.ResourceTable;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.KeyFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The figures that a reader looks for first.
final class Headline {
  private static final double MILLION = 1e6;
  private static final double THOUSAND = 1e3;

  private final Facts facts;

  Headline(Facts facts) {
    this.facts = facts;
  }

  List<KeyFigure> figures() {
    List<KeyFigure> figures = new ArrayList<>();
    figures.add(frameRate());
    figures.add(latency());
    figures.add(busy());
    accuracy().ifPresent(figures::add);
    resources().ifPresent(figures::add);
    figures.add(verification());
    return figures;
  }

  private String how() {
    return facts.isSimulated() ? "simulated" : "estimated";
  }

  private KeyFigure frameRate() {
    double fps = facts.number("/clock_mhz") * MILLION / facts.cycles();
    String note = how();
    boolean missed = false;
    if (facts.has("/frame_rate/target_fps")) {
      double target = facts.number("/frame_rate/target_fps");
      missed = fps < target;
      note = against(missed, "≥ " + Summary.number(target));
    }
    if (facts.varies()) {
      note += ", all tokens kept" + (facts.isSimulated() ? " or dropped as images have it" : "");
    }
    return new KeyFigure("Frame rate", Summary.number(fps), "frames/s", note, missed);
  }

  private KeyFigure latency() {
    double latency = facts.cycles() / facts.number("/clock_mhz") / THOUSAND;
    String note = Summary.text("%,.0f cycles, %s", facts.cycles(), how());
    boolean missed = false;
    if (facts.has("/latency_ms/target")) {
      double target = facts.number("/latency_ms/target");
      missed = latency > target;
      note = against(missed, "≤ " + Summary.number(target) + " ms");
    }
    return new KeyFigure("Latency", Facts.digits(latency), "ms", note, missed);
  }

  private String against(boolean missed, String asked) {
    return (missed ? "✗ misses " : "✓ meets ") + asked + ", " + how();
  }

  private KeyFigure busy() {
    // Where tokens are dropped image by image, multiplications are known for all of them only.
    double cycles = facts.varies() ? facts.number("/cycles/estimated") : facts.cycles();
    double busy = CycleReport.busy(facts.report(), cycles);
    String note = facts.varies() ? "estimated, all tokens kept" : how();
    return new KeyFigure("Matrix unit busy", Summary.text("%.1f", 100 * busy), "%", note, false);
  }

  private Optional<KeyFigure> accuracy() {
    if (facts.has("/accuracy/integer")) {
      return Optional.of(
          new KeyFigure(
              "Top-1 accuracy",
              Summary.text("%.2f", facts.number("/accuracy/integer/top1_percent")),
              "%",
              Summary.text(
                  "%.2f %% in real numbers, %,d images",
                  facts.number("/accuracy/float/top1_percent"),
                  facts.at("/accuracy/images").asInt()),
              false));
    }
    if (facts.has("/accuracy_drop")) {
      double allowed = facts.number("/accuracy_drop/allowed_points");
      return Optional.of(
          new KeyFigure(
              "Accuracy lost",
              Summary.text("%.2f", facts.number("/accuracy_drop/points")),
              "points",
              Summary.text(
                  "✓ within %s, of %,d images",
                  Summary.number(allowed), facts.at("/accuracy_drop/images").asInt()),
              false));
    }
    return Optional.empty();
  }

  /// The scarcest, of the most real figures that there are.
  private Optional<KeyFigure> resources() {
    List<String> bases = new ArrayList<>(List.of("estimated"));
    bases.addAll(ResourceTable.measured().keySet());
    bases.removeIf(basis -> !facts.has("/resources/" + basis));
    if (bases.isEmpty()) {
      return Optional.empty();
    }
    JsonNode used = facts.at("/resources/" + bases.getLast());
    JsonNode available = facts.at("/resources/available");
    String scarcest = "";
    double greatest = 0;
    for (String kind : ResourceTable.KINDS) {
      double share = used.path(kind).asDouble() / Math.max(1, available.path(kind).asDouble());
      if (share > greatest) {
        greatest = share;
        scarcest = kind;
      }
    }
    String name = scarcest.toUpperCase(Locale.ROOT);
    String note =
        Summary.text(
            "%s of %s, %s",
            Summary.number(used.path(scarcest).asDouble()),
            Summary.number(available.path(scarcest).asDouble()),
            ResourceTable.measured().getOrDefault(bases.getLast(), "estimated"));
    return Optional.of(
        new KeyFigure(
            "Scarcest: " + name, Summary.text("%.1f", 100 * greatest), "%", note, greatest > 1));
  }

  private KeyFigure verification() {
    JsonNode verification = facts.at("/verification");
    if (verification.isMissingNode()) {
      return new KeyFigure("Bit-exact", "–", "", "not simulated yet", false);
    }
    boolean passed = verification.path("passed").asBoolean();
    int frames = verification.path("frames").asInt();
    return new KeyFigure(
        "Bit-exact",
        Summary.text("%,d/%,d", verification.path("frames_equal").asInt(), frames),
        frames == 1 ? "frame" : "frames",
        passed
            ? Summary.text("✓ all %,d tensors equal", verification.path("tensors").asInt())
            : "✗ differs from the reference",
        !passed);
  }
}
