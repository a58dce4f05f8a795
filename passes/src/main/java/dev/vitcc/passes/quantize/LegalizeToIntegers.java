package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Model;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import java.util.Set;

/// Turns the real graph into integer ops of stated widths: the contract of docs/numerics.md.
///
/// ```
/// before: y = linear(layer_norm(x), w, b), real, with ranges beside it
/// after:  y = requantize(integer_linear(integer_layer_norm(x), codes, biases), scales)
/// ```
///
/// Every node keeps its name, so that a real and an integer tensor of one name can be compared;
/// `scale.<name>` holds what a code of it stands for: scale and zero point.
public final class LegalizeToIntegers implements Pass {

  @Override
  public String summary() {
    return "turn the real graph into integer operations of stated widths";
  }

  @Override
  public Set<Property> requires() {
    return Set.of(Property.NORMALIZATION_FOLDED, Property.AFFINE_FOLDED, Property.CALIBRATED);
  }

  @Override
  public Set<Property> establishes() {
    return Set.of(Property.INTEGER);
  }

  @Override
  public Model run(Model model, PassContext context) {
    return new Legalizer(model, context.memo()).run();
  }
}
