package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.passes.NotOnEngine;
import java.util.List;

/// What commands have no way to say.
final class Restrictions {
  /// What commands have bits for.
  private static final int MOST_LEADING = 15;

  /// Queries, keys and values.
  private static final int PARTS = 3;

  private Restrictions() {}

  /// The users of a layer are its queries, keys and values.
  static void requireParts(List<Node> users, int heads) {
    for (Node user : users) {
      if (!(user.op() instanceof SplitHeads split)
          || split.parts() != PARTS
          || split.heads() != heads) {
        throw NotOnEngine.because(
            user, "queries, keys and values of as many heads each are the parts of a layer");
      }
    }
  }

  /// A layer that is added to the residual stream reads something else: groups of its columns are
  /// written while others still have to be computed.
  static void requireOtherSource(Node sum, List<Stream> streams) {
    if (streams.stream().anyMatch(stream -> stream.source() == StreamSource.RESIDUAL)) {
      throw NotOnEngine.because(
          sum,
          "what is added to the residual stream is a layer that reads it, and nothing between");
    }
  }

  /// What leaves the engine is what a linear layer gives, and nothing else reads.
  static void requireLogits(Graph graph) {
    Node output = graph.node(graph.outputs().getFirst());
    if (!(output.op() instanceof Requantize)
        || !(graph.operand(output, 0).op() instanceof IntegerLinear)
        || !graph.uses().getOrDefault(output.name(), List.of()).isEmpty()) {
      throw NotOnEngine.because(output, "the output must be what a linear layer gives");
    }
  }

  /// Tokens in front of those of the image.
  static void requireLeading(Node sum, int leading) {
    if (leading > MOST_LEADING) {
      throw NotOnEngine.because(
          sum, "%d tokens before those of the image, %d at most".formatted(leading, MOST_LEADING));
    }
  }
}
