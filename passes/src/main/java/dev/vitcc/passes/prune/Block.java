package dev.vitcc.passes.prune;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import java.util.List;
import java.util.Optional;

/// A transformer block: what enters it and how its tokens attend to each other.
///
/// @param stream what its first layer norm reads, if it begins with one and compares tokens
/// @param probabilities `[heads, tokens, tokens]`
public record Block(Optional<Node> stream, Node probabilities) {
  /// The blocks of a real graph, in order.
  public static List<Block> of(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Softmax && node.type().rank() == 3) // of heads
        .map(softmax -> new Block(stream(graph, softmax), softmax))
        .toList();
  }

  int heads() {
    return probabilities.type().dim(0);
  }

  private static Optional<Node> stream(Graph graph, Node softmax) {
    return step(graph, softmax, TensorOp.class)
        .map(scores -> scores.op() instanceof Scale ? graph.operand(scores, 0) : scores)
        .filter(products -> products.op() instanceof MatMul product && product.transposeRight())
        .flatMap(products -> step(graph, products, SplitHeads.class))
        .flatMap(queries -> step(graph, queries, Linear.class))
        .flatMap(projection -> step(graph, projection, LayerNorm.class))
        .map(norm -> graph.operand(norm, 0));
  }

  /// The first operand, if it is of a kind.
  private static Optional<Node> step(Graph graph, Node node, Class<? extends TensorOp> kind) {
    return Optional.of(graph.operand(node, 0)).filter(operand -> kind.isInstance(operand.op()));
  }
}
