package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.prune.SelectorTensors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds a file of trained scales to the model: it must speak of all its layers and of nothing
/// else, but for those of learned selectors, whose scales calibration finds.
final class TrainedNames {
  private final Map<String, Integer> rows = new LinkedHashMap<>();
  private final Set<String> points = new LinkedHashSet<>();
  private final Diagnostics diagnostics = new Diagnostics();

  TrainedNames(Graph graph) {
    Map<String, List<Node>> uses = graph.uses();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Linear || node.op() instanceof PatchEmbed) {
        Node weight = graph.operand(node, 1);
        String layer = LayerNames.layer(Rewriter.key(weight));
        if (isSelectors(layer)) {
          continue;
        }
        rows.put(layer, weight.type().dim(0));
        points.addAll(
            node.op() instanceof Linear
                ? LayerNames.points(graph, uses, node).keySet()
                : Set.of(layer)); // its input is pixels, whatever the file says
      }
    }
  }

  /// @throws dev.vitcc.ir.diagnostic.CompileException with every name that doesn't fit
  void check(FormatPlan.Trained trained) {
    SourceLocation where = trained.clause().location();
    TrainedScales scales = trained.scales();
    names(where, "layer", rows.keySet(), scales.layers().keySet());
    names(where, "activation", points, scales.activations().keySet());
    scales.layers().forEach((name, layer) -> layer.rows().ifPresent(r -> rows(where, name, r)));
    scales
        .layers()
        .forEach((name, layer) -> layer.rowScales().ifPresent(s -> counts(where, name, s.size())));
    diagnostics.throwIfErrors();
  }

  private void names(SourceLocation where, String what, Set<String> wanted, Set<String> found) {
    for (String name : wanted) {
      if (!found.contains(name)) {
        error(where, "the file of scales has no " + what + " `" + name + "`");
      }
    }
    for (String name : found) {
      if (!wanted.contains(name) && !isSelectors(name)) {
        String hint =
            NearestName.of(name, wanted).map(near -> ", nearest is `" + near + "`").orElse("");
        error(where, "the model has no " + what + " `" + name + "` of the file of scales" + hint);
      }
    }
  }

  private static boolean isSelectors(String name) {
    return name.startsWith(SelectorTensors.PREFIX);
  }

  private void rows(SourceLocation where, String layer, List<Integer> chosen) {
    int count = rows.getOrDefault(layer, Integer.MAX_VALUE);
    chosen.stream()
        .filter(row -> row < 0 || row >= count)
        .findFirst()
        .ifPresent(
            row ->
                error(
                    where,
                    "the file of scales names row %d of `%s`, which has %d rows"
                        .formatted(row, layer, count)));
  }

  private void counts(SourceLocation where, String layer, int scales) {
    int count = rows.getOrDefault(layer, scales);
    if (count != scales) {
      error(
          where,
          "the file of scales has %d row_scales for `%s`, which has %d rows"
              .formatted(scales, layer, count));
    }
  }

  private void error(SourceLocation where, String message) {
    diagnostics.add(Diagnostic.error(PassesCode.SCALES, where, message));
  }
}
