package dev.vitcc.passes.prune;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.models.weights.ParameterShape;
import java.util.ArrayList;
import java.util.List;

/// The tensors of learned selectors where no file says what there is: HeatViT's, with a layer norm
/// in front.
public final class SelectorTensors {
  /// What the names of all tensors of selectors begin with.
  public static final String PREFIX = "selectors.";

  private SelectorTensors() {}

  /// Those that a clause needs in front of the blocks of a graph; blocks that aren't there have
  /// none.
  public static List<ParameterShape> of(PruneClause clause, Graph graph) {
    List<Block> blocks = Block.of(graph);
    List<ParameterShape> shapes = new ArrayList<>();
    for (int stage = 0; stage < clause.beforeBlocks().size(); stage++) {
      int block = clause.beforeBlocks().get(stage);
      if (block < blocks.size()) {
        Block chosen = blocks.get(block);
        String prefix = SelectorWeights.prefix(stage);
        chosen.stream().ifPresent(x -> add(shapes, prefix, chosen.heads(), x.type().dim(1)));
      }
    }
    return List.copyOf(shapes);
  }

  private static void add(List<ParameterShape> shapes, String prefix, int heads, int dim) {
    int width = dim / heads;
    int half = Math.max(1, width / 2);
    shapes.add(ParameterShape.of(prefix + "norm.weight", dim));
    shapes.add(ParameterShape.of(prefix + "norm.bias", dim));
    for (int head = 0; head < heads; head++) {
      String own = prefix + "heads." + head + ".";
      linear(shapes, own + "local", half, width);
      linear(shapes, own + "fc1", half, 2 * half);
      linear(shapes, own + "fc2", Math.max(1, half / 2), half);
      linear(shapes, own + "fc3", 2, Math.max(1, half / 2));
    }
    linear(shapes, prefix + "head_attn.fc1", heads, heads);
    linear(shapes, prefix + "head_attn.fc2", heads, heads);
  }

  private static void linear(List<ParameterShape> shapes, String name, int out, int in) {
    shapes.add(ParameterShape.of(name + ".weight", out, in));
    shapes.add(ParameterShape.of(name + ".bias", out));
  }
}
