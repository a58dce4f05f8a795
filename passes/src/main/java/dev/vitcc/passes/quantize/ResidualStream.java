package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.TensorOp;

/// The 16-bit stream that every block adds to.
final class ResidualStream {
  private static final int LIMIT = 32767;

  /// Values may be this much larger than calibration saw before they saturate.
  private static final double HEADROOM = 2;

  private ResidualStream() {}

  /// One scale for the whole stream, so that additions need no multiplication.
  static double scale(Model model) {
    Graph graph = model.graph();
    double magnitude = 0;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof LayerNorm) {
        magnitude = Math.max(magnitude, Ranges.of(model, node.operands().get(0)).magnitude());
      }
    }
    return magnitude == 0 ? 1 : magnitude * HEADROOM / LIMIT;
  }

  static boolean isStream(TensorOp op) {
    return op instanceof SaturatingAdd;
  }
}
