package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.format.ShiftOnly;
import dev.vitcc.passes.manager.Memo;
import java.util.List;
import java.util.Optional;

/// The 16-bit stream that every block adds to.
final class ResidualStream {
  private static final int LIMIT = 32767;

  /// Values may be this much larger than calibration saw before they saturate.
  private static final double HEADROOM = 2;

  /// Just below what the requantiser can multiply by.
  private static final double LARGEST_SCALE = 7.9;

  private ResidualStream() {}

  /// One scale for the whole stream, so that additions need no multiplication.
  ///
  /// Large enough for what calibration saw, and for every layer that adds to the stream: a
  /// requantisation scale, input step × weight step ÷ this, stays below 8.
  static double scale(Model model, Memo memo) {
    Graph graph = model.graph();
    double magnitude = 0;
    double accumulatorStep = 0;
    for (Node node : graph.nodes()) {
      switch (node.op()) {
        case LayerNorm norm ->
            magnitude = Math.max(magnitude, Ranges.of(model, node.operands().get(0)).magnitude());
        case PatchEmbed embed ->
            accumulatorStep = Math.max(accumulatorStep, weightStep(model, memo, node));
        case Linear linear ->
            accumulatorStep = Math.max(accumulatorStep, accumulatorStep(model, memo, node));
        default -> {}
      }
    }
    double step = Math.max(magnitude * HEADROOM / LIMIT, accumulatorStep / LARGEST_SCALE);
    return step == 0 ? 1 : ShiftOnly.step(model, step);
  }

  /// The step of what a layer adds to the stream, which may be a matter of all its weights.
  private static double accumulatorStep(Model model, Memo memo, Node layer) {
    double input = inputStep(model, model.graph().operand(layer, 0));
    return input == 0 ? 0 : weightStep(model, memo, layer) * input;
  }

  /// The least step that a layer's accumulators can be requantised to.
  static double leastStep(Model model, Memo memo, Node layer, double inputStep) {
    return weightStep(model, memo, layer) * inputStep / LARGEST_SCALE;
  }

  /// The greatest scale of a row.
  private static double weightStep(Model model, Memo memo, Node layer) {
    String key = Rewriter.key(model.graph().operand(layer, 1));
    Optional<RowCodes> codes = RowCodes.of(model.parameters(), key);
    float[] values = codes.map(RowCodes::scales).orElseGet(() -> model.parameters().reals(key));
    float greatest = memo.get(Float.class, List.of(values), () -> greatest(values));
    return ShiftOnly.step(model, codes.isPresent() ? greatest : greatest / 127.0);
  }

  private static float greatest(float[] values) {
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  /// The step of what feeds a layer that adds to the stream; zero for other layers.
  private static double inputStep(Model model, Node input) {
    return switch (input.op()) {
      case MergeHeads merge -> Codes.of(model, input.operands().getFirst()).step();
      case Gelu _, PolynomialGelu _ -> FunctionRule.output(model, input.name()).step();
      default -> 0;
    };
  }

  static boolean isStream(TensorOp op) {
    return op instanceof SaturatingAdd || op instanceof PruneTokens;
  }
}
