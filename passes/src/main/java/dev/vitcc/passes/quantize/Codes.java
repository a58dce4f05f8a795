package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Model;
import dev.vitcc.passes.format.CodeFormat;
import dev.vitcc.passes.format.ShiftOnly;

/// The codes of an activation: how many bits, and what one stands for.
///
/// @param step real value of one code
record Codes(int bits, double step) {

  /// Symmetric codes of a node of the real graph: a trained step, or one that covers the range that
  /// calibration found.
  static Codes of(Model model, String node) {
    CodeFormat format = CodeFormat.of(model, node);
    double step = Ranges.of(model, node).magnitude() / format.limit();
    return new Codes(
        format.bits(), format.isTrained() ? format.step() : ShiftOnly.step(model, step));
  }

  /// The greatest code; its negative is the least.
  int limit() {
    return (1 << (bits - 1)) - 1;
  }
}
