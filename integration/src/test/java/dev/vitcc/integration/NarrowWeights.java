package dev.vitcc.integration;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.SplitHeads;
import java.util.List;
import java.util.Random;

/// Integer models whose blocks have weights of a narrow format, at random.
final class NarrowWeights {
  private static final int LEVEL = 1 << 17;

  private NarrowWeights() {}

  /// The model with other codes in all layers but the first and the last, and with scales that make
  /// up for them.
  static Model into(Model integer, NarrowSpec spec, long seed) {
    Graph graph = integer.graph();
    List<Node> linears =
        graph.nodes().stream().filter(node -> node.op() instanceof IntegerLinear).toList();
    Random random = new Random(seed);
    Parameters parameters = integer.parameters();
    for (Node linear : linears.subList(1, linears.size() - 1)) {
      String weights = key(graph.operand(linear, 1));
      Node requantize = users(graph, linear).getFirst();
      boolean heads =
          users(graph, requantize).stream().anyMatch(user -> user.op() instanceof SplitHeads);
      TensorData.Bytes codes = (TensorData.Bytes) parameters.get(weights);
      int part = codes.type().dim(0) / (heads ? 3 : 1);
      parameters = parameters.with(weights, codes(codes, spec, part, random));
      if (!spec.mixed()) {
        String scales = key(graph.operand(requantize, 1));
        TensorData.Words words = (TensorData.Words) parameters.get(scales);
        parameters = parameters.with(scales, new TensorData.Words(words.type(), larger(words)));
      }
    }
    return new Model(graph, parameters);
  }

  private static TensorData codes(TensorData.Bytes old, NarrowSpec spec, int part, Random random) {
    byte[] codes = old.values().clone();
    int width = old.type().dim(1);
    for (int i = 0; i < codes.length; i++) {
      boolean wide = i / width % part % (spec.wide() + spec.narrow()) < spec.wide();
      if (!(spec.mixed() && wide)) {
        codes[i] = code(spec, random);
      }
    }
    return new TensorData.Bytes(old.type(), codes);
  }

  private static byte code(NarrowSpec spec, Random random) {
    int sign = random.nextBoolean() ? 1 : -1;
    return (byte)
        switch (spec.format()) {
          case NONE -> throw new IllegalStateException();
          case BINARY -> sign;
          case TERNARY -> sign * random.nextInt(2);
          case POWER_OF_TWO -> random.nextInt(8) == 0 ? 0 : sign << random.nextInt(7);
        };
  }

  /// Scales a level lower, where there is one: 64 times as large.
  private static int[] larger(TensorData.Words scales) {
    int[] larger = scales.values().clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] -= larger[i] >= LEVEL ? LEVEL : 0;
    }
    return larger;
  }

  private static List<Node> users(Graph graph, Node node) {
    return graph.uses().getOrDefault(node.name(), List.of());
  }

  private static String key(Node parameter) {
    return ((Parameter) parameter.op()).key();
  }
}
