package dev.vitcc.passes.approximate;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.form.FittedLines;
import dev.vitcc.cost.resources.FunctionLane;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.numerics.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Looks for the cheapest shape of lines with which every layer's function keeps to a bound.
final class LineSearch {
  private static final List<Integer> SEGMENT_BITS = List.of(5, 6, 7);
  private static final int MOST_FRACTION = 7;

  private final Map<Node, Problem> problems = new LinkedHashMap<>();
  private final double bound;

  /// @param lookups tables of GELU
  /// @param bound in units of the last place
  LineSearch(Model model, List<Node> lookups, double bound) {
    this.bound = bound;
    lookups.forEach(node -> problems.put(node, LayerFunction.problem(model, node)));
  }

  /// Lines for every layer, all of one shape.
  record Fitted(Lines lines, Map<Node, FittedLines> layers) {
    private double lut() {
      return FunctionLane.of(lines).lut();
    }

    /// The greatest error.
    double ulps() {
      return layers.values().stream()
          .mapToDouble(layer -> layer.candidate().proof().ulps())
          .max()
          .orElse(0);
    }

    private boolean isWithin(double bound) {
      return layers.values().stream().allMatch(layer -> layer.candidate().proof().isWithin(bound));
    }

    /// Whether all coefficients have room in memory.
    private boolean hasRoom() {
      return lines.slopeBits() <= Lines.FIELD_BITS
          && layers.values().stream()
              .allMatch(layer -> layer.interceptBits() <= lines.interceptBits());
    }
  }

  /// The cheapest within the bound; if there is none, the nearest that there is.
  Fitted run(Consumer<String> progress) {
    List<Fitted> all = new ArrayList<>();
    for (int segmentBits : SEGMENT_BITS) {
      progress.accept((1 << segmentBits) + " lines");
      all.addAll(fitted(segmentBits));
    }
    return all.stream()
        .filter(fitted -> fitted.isWithin(bound))
        .min(Comparator.comparingDouble(Fitted::lut))
        .orElseGet(() -> all.stream().min(Comparator.comparingDouble(Fitted::ulps)).orElseThrow());
  }

  /// With ever more places, up to those that are enough.
  private List<Fitted> fitted(int segmentBits) {
    List<Fitted> tried = new ArrayList<>();
    for (int fraction = 0; fraction <= MOST_FRACTION; fraction++) {
      Fitted fitted = fit(segmentBits, fraction);
      if (fitted.hasRoom()) {
        tried.add(fitted);
      }
      if (fitted.hasRoom() && fitted.isWithin(bound)) {
        break;
      }
    }
    return tried;
  }

  private Fitted fit(int segmentBits, int fraction) {
    Map<Node, FittedLines> layers = new LinkedHashMap<>();
    problems.forEach(
        (node, problem) -> layers.put(node, FittedLines.fit(problem, segmentBits, fraction)));
    int slopeBits = layers.values().stream().mapToInt(FittedLines::slopeBits).max().orElse(1);
    return new Fitted(new Lines(segmentBits, fraction, slopeBits), layers);
  }
}
