package dev.vitcc.passes.format;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;

/// Steps that are powers of two, so that linear layers are requantised by shifts alone.
///
/// Jin et al.: F8Net, ICLR 2022: every tensor is fixed point with a fractional length of its own.
public final class ShiftOnly {
  private static final String KEY = "requantize.shift_only";
  private static final TensorType NOTHING = TensorType.of(ElementType.F32, 1);

  private ShiftOnly() {}

  static Parameters mark(Parameters parameters) {
    return parameters.with(KEY, new TensorData.Reals(NOTHING, new float[1]));
  }

  /// A step for a model: as it is, or where shifts alone requantise the next power of two from it.
  public static double step(Model model, double step) {
    return model.parameters().has(KEY) ? powerOfTwo(step) : step;
  }

  /// The least power of two that is no less; zero stays.
  static double powerOfTwo(double step) {
    double floor = Math.scalb(1.0, Math.getExponent(step));
    return step == 0 || step == floor ? step : 2 * floor;
  }
}
