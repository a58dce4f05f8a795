package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PrependTokens;
import java.util.Arrays;
import java.util.Optional;

/// The start of the residual stream: a patch embedding, tokens before it, constants added to it.
///
/// @param patches the patch embedding
/// @param leadingRows rows that tokens take before the patches
/// @param constants for every row and column what the patch embedding does not compute: tokens,
///   positions, bias
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Embedding(Node patches, int leadingRows, float[] constants) {

  /// The embedding that ends at `top`, if there is one.
  static Optional<Embedding> endingAt(Graph graph, Parameters parameters, Node top) {
    if (top.op() instanceof PatchEmbed) {
      return Optional.of(new Embedding(top, 0, bias(graph, parameters, top)));
    }
    if (top.op() instanceof PrependTokens) {
      return endingAt(graph, parameters, graph.operand(top, 0))
          .filter(inner -> graph.operand(top, 1).op() instanceof Parameter)
          .map(inner -> inner.prepend(values(graph, parameters, graph.operand(top, 1)), top));
    }
    if (top.op() instanceof Add) {
      return addition(graph, parameters, top, 0).or(() -> addition(graph, parameters, top, 1));
    }
    return Optional.empty();
  }

  private static Optional<Embedding> addition(
      Graph graph, Parameters parameters, Node sum, int constant) {
    if (!(graph.operand(sum, constant).op() instanceof Parameter)) {
      return Optional.empty();
    }
    float[] values = values(graph, parameters, graph.operand(sum, constant));
    return endingAt(graph, parameters, graph.operand(sum, 1 - constant))
        .map(inner -> inner.plus(values));
  }

  private Embedding prepend(float[] tokens, Node top) {
    float[] joined = Arrays.copyOf(tokens, tokens.length + constants.length);
    System.arraycopy(constants, 0, joined, tokens.length, constants.length);
    return new Embedding(patches, leadingRows + tokens.length / top.type().dim(1), joined);
  }

  private Embedding plus(float[] values) {
    float[] sum = constants.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
    return new Embedding(patches, leadingRows, sum);
  }

  private static float[] bias(Graph graph, Parameters parameters, Node embed) {
    float[] bias = values(graph, parameters, graph.operand(embed, 2));
    float[] rows = new float[Math.toIntExact(embed.type().size())];
    for (int from = 0; from < rows.length; from += bias.length) {
      System.arraycopy(bias, 0, rows, from, bias.length);
    }
    return rows;
  }

  private static float[] values(Graph graph, Parameters parameters, Node parameter) {
    if (graph.node(parameter.name()).op() instanceof Parameter op) {
      return parameters.reals(op.key());
    }
    throw new IllegalArgumentException(parameter.name() + " is not a parameter");
  }
}
