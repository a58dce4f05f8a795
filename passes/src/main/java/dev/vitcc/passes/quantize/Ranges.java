package dev.vitcc.passes.quantize;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.passes.NotOnEngine;

/// The keys under which calibration leaves ranges, and legalisation scales, beside the graph.
public final class Ranges {
  private static final TensorType PAIR = TensorType.of(ElementType.F32, 2);

  private Ranges() {}

  static Parameters with(Parameters parameters, String node, Range range) {
    float[] pair = {(float) range.low(), (float) range.high()};
    return parameters.with("range." + node, new TensorData.Reals(PAIR, pair));
  }

  /// @throws dev.vitcc.ir.diagnostic.CompileException if no range was observed: the node is none of
  ///   those that have codes of their own
  static Range of(Model model, String node) {
    if (!model.parameters().has("range." + node)) {
      throw NotOnEngine.because(
          model.graph().node(node), "its result is used in a way that the engine has no codes for");
    }
    float[] pair = model.parameters().reals("range." + node);
    return new Range(pair[0], pair[1]);
  }

  static Parameters withScale(Parameters parameters, Quantity quantity) {
    float[] pair = {(float) quantity.scale(), quantity.zero()};
    return parameters.with("scale." + quantity.node().name(), new TensorData.Reals(PAIR, pair));
  }

  /// The real value of one code of an integer node.
  public static double scaleOf(Model model, String node) {
    return model.parameters().reals("scale." + node)[0];
  }

  /// The code of an integer node that stands for zero.
  public static int zeroOf(Model model, String node) {
    return (int) model.parameters().reals("scale." + node)[1];
  }
}
