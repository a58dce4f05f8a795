package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Layers.Point;
import dev.vitcc.models.imports.onnx.RecognisedVit.FoundScales;
import dev.vitcc.models.imports.onnx.RecognisedVit.Step;
import dev.vitcc.models.imports.onnx.RecognisedVit.WeightFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes over the codes of a quantised model, as far as they are codes that vitcc has.
final class ScalesMatch {
  private static final int MOST_BITS = 8;

  private final Problems problems;
  private final boolean recalibrate;
  private final List<String> without = new ArrayList<>();
  private final List<String> real = new ArrayList<>();
  private final List<String> cut = new ArrayList<>();

  private ScalesMatch(Problems problems, boolean recalibrate) {
    this.problems = problems;
    this.recalibrate = recalibrate;
  }

  /// Formats and steps; empty if nothing is quantised. What doesn't fit is reported.
  ///
  /// @param recalibrate whether calibration finds the steps that don't fit
  /// @param unused roundings where vitcc has none
  static Optional<FoundScales> match(
      Layers layers, List<Rounding> unused, Problems problems, boolean recalibrate) {
    boolean quantised =
        layers.points().stream().anyMatch(p -> p.rounding().isPresent())
            || layers.all().stream()
                .flatMap(l -> l.parts().stream())
                .anyMatch(p -> p.codes().isPresent());
    ScalesMatch match = new ScalesMatch(problems, recalibrate);
    match.report(unused);
    return quantised ? Optional.of(match.scales(layers)) : Optional.empty();
  }

  private FoundScales scales(Layers layers) {
    SequencedMap<String, WeightFormat> formats = new LinkedHashMap<>();
    for (Layer layer : layers.all()) {
      try {
        formats.put(layer.name(), format(layer));
      } catch (Unmappable e) {
        problems.add(
            "%s, weights of '%s': %s"
                .formatted(
                    layer.parts().getFirst().origin().title(), layer.name(), e.getMessage()));
      }
    }
    SequencedMap<String, Step> steps = new LinkedHashMap<>();
    for (Point point : layers.points()) {
      steps.put(point.name(), step(point));
    }
    warn(real, "%d layers have real weights, which get 8 bits: %s");
    warn(
        without,
        "%d activations have no scale that vitcc can take: they get 8 bits unless the file says"
            + " otherwise, and calibration finds their steps: %s");
    warn(
        cut,
        "%d activations have one code more below zero than above (as -128), which vitcc has not: %s");
    return new FoundScales(formats, steps);
  }

  private void warn(List<String> names, String message) {
    if (!names.isEmpty()) {
      problems.warn(message.formatted(names.size(), String.join(", ", names)));
    }
  }

  private void report(List<Rounding> unused) {
    if (!unused.isEmpty()) {
      problems.warn(
          "%d quantisers stand where vitcc has more bits, as on the residual stream, or before"
                  .formatted(unused.size())
              + " another quantiser; they are left out: "
              + unused.stream().map(Rounding::title).collect(Collectors.joining(", ")));
    }
  }

  /// The format of a layer, whose parts must agree.
  private WeightFormat format(Layer layer) {
    if (layer.parts().stream().allMatch(part -> part.codes().isEmpty())) {
      real.add(layer.name());
      return new WeightFormat(MOST_BITS, Optional.empty());
    }
    Set<Integer> widths = new LinkedHashSet<>();
    float[] scales = new float[layer.rows()];
    int at = 0;
    for (Rows part : layer.parts()) {
      Codes codes =
          part.codes().orElseThrow(() -> new Unmappable("some are quantised and some are real"));
      if (!codes.fault().isEmpty()) {
        throw new Unmappable(codes.fault());
      }
      int bits = codes.binary() ? 1 : codes.bits();
      if (bits > MOST_BITS || (bits < 2 && !codes.binary())) {
        throw new Unmappable("codes of %d bits, expected 2 to 8".formatted(bits));
      }
      widths.add(bits);
      part.writeScales(scales, at, codes.binary() ? 1 : (1 << (bits - 1)) - 1);
      at += part.numbers().length;
    }
    if (widths.size() > 1) {
      throw new Unmappable("queries, keys and values have %s bits, expected one".formatted(widths));
    }
    List<Float> all = new ArrayList<>();
    for (float scale : scales) {
      all.add(scale);
    }
    return new WeightFormat(widths.iterator().next(), Optional.of(all));
  }

  private Step step(Point point) {
    if (point.rounding().isEmpty()) {
      if (point.used()) {
        without.add(point.name());
      }
      return new Step(MOST_BITS, point.used(), Optional.empty());
    }
    Rounding rounding = point.rounding().get();
    String fault = fault(rounding, point.used());
    int bits = rounding.bits();
    if (fault.isEmpty()) {
      if (point.used() && rounding.least() < -rounding.greatest()) {
        cut.add(point.name());
      }
      return new Step(
          bits, rounding.isSigned(), Optional.of(rounding.step() * Math.abs(point.factor())));
    }
    if (point.used() && !recalibrate) {
      problems.add(
          "%s, activation '%s': %s; --recalibrate leaves its step to calibration"
              .formatted(rounding.title(), point.name(), fault));
    } else if (point.used()) {
      without.add(point.name());
    }
    return new Step(Math.clamp(bits, 2, MOST_BITS), point.used(), Optional.empty());
  }

  private static String fault(Rounding rounding, boolean used) {
    int bits = rounding.bits();
    int limit = (1 << (bits - 1)) - 1;
    if (!rounding.fault().isEmpty()) {
      return rounding.fault();
    }
    boolean symmetric = rounding.greatest() == limit && rounding.least() <= -limit;
    boolean unsigned = rounding.least() == 0 && !used;
    if (!symmetric && !unsigned) {
      return "codes from %d to %d about its zero point, expected the same on both sides"
          .formatted(rounding.least(), rounding.greatest());
    }
    return bits < 2 || bits > MOST_BITS ? "codes of %d bits, expected 2 to 8".formatted(bits) : "";
  }
}
