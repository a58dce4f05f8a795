package dev.vitcc.passes.format;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;

/// How the codes of an activation are to be, kept beside the graph by the name of its node.
///
/// @param bits 2 to 8
/// @param step real value of one code, or zero if calibration finds it
public record CodeFormat(int bits, double step) {
  public static final CodeFormat EIGHT_BITS = new CodeFormat(8, 0);
  private static final TensorType PAIR = TensorType.of(ElementType.F32, 2);

  /// What a node was given; 8 bits if nothing.
  public static CodeFormat of(Model model, String node) {
    Parameters parameters = model.parameters();
    if (!parameters.has(key(node))) {
      return EIGHT_BITS;
    }
    float[] pair = parameters.reals(key(node));
    return new CodeFormat((int) pair[0], pair[1]);
  }

  Parameters beside(Parameters parameters, String node) {
    float[] pair = {bits, (float) step};
    return parameters.with(key(node), new TensorData.Reals(PAIR, pair));
  }

  /// The greatest code; its negative is the least.
  public int limit() {
    return (1 << (bits - 1)) - 1;
  }

  public boolean isTrained() {
    return step > 0;
  }

  private static String key(String node) {
    return "format." + node;
  }
}
