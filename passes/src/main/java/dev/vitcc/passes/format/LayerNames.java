package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names that layers and activations have outside: those of the tensors, without `.weight`.
///
/// The activation that enters a layer has the layer's name. Of the results of `….qkv` those of
/// queries, keys and values are `….q`, `….k`, `….v`, and the softmax that they lead to is
/// `….probs`.
final class LayerNames {
  /// What the names of softmax results end with.
  static final String PROBABILITIES = "probs";

  private static final String WEIGHT = ".weight";
  private static final String PROJECTION = "qkv";
  private static final List<String> PARTS = List.of("q", "k", "v");

  private LayerNames() {}

  /// The layer that a weight belongs to; a key of folded weights has more behind it.
  static String layer(String weightKey) {
    int end = weightKey.indexOf(WEIGHT);
    return end < 0 ? weightKey : weightKey.substring(0, end);
  }

  /// The nodes whose codes a linear layer reads or makes, by their outside names.
  ///
  /// @param uses of the graph
  static Map<String, Node> points(Graph graph, Map<String, List<Node>> uses, Node linear) {
    String layer = layer(dev.vitcc.passes.fold.Rewriter.key(graph.operand(linear, 1)));
    Map<String, Node> points = new LinkedHashMap<>();
    input(points, graph, layer, graph.operand(linear, 0));
    for (Node user : uses.getOrDefault(linear.name(), List.of())) {
      if (user.op() instanceof SplitHeads split) {
        String base = layer.substring(0, layer.length() - (layer.endsWith(PROJECTION) ? 3 : 0));
        points.put(base + PARTS.get(split.part()), user);
        probabilities(uses, user).forEach(softmax -> points.put(base + PROBABILITIES, softmax));
      }
    }
    return points;
  }

  private static void input(Map<String, Node> points, Graph graph, String layer, Node input) {
    switch (input.op()) {
      case SelectToken select -> input(points, graph, layer, graph.operand(input, 0));
      case Concatenate joined -> input(points, graph, layer, graph.operand(input, 0));
      case MergeHeads merge -> points.put(layer, graph.operand(input, 0));
      case LayerNorm norm -> points.put(layer, input);
      case Gelu _, PolynomialGelu _ -> points.put(layer, input);
      default -> {}
    }
  }

  /// The softmax of the products that queries or keys enter.
  private static List<Node> probabilities(Map<String, List<Node>> uses, Node part) {
    return uses.getOrDefault(part.name(), List.of()).stream()
        .filter(use -> use.op() instanceof MatMul product && product.transposeRight())
        .flatMap(product -> uses.getOrDefault(product.name(), List.of()).stream())
        .flatMap(
            use ->
                use.op() instanceof Scale
                    ? uses.getOrDefault(use.name(), List.of()).stream()
                    : java.util.stream.Stream.of(use))
        .filter(use -> use.op() instanceof Softmax)
        .toList();
  }
}
