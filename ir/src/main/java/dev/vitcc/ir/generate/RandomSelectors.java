package dev.vitcc.ir.generate;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import java.util.List;
import java.util.Random;

/// Gives random models learned selectors of random depths and widths.
public final class RandomSelectors {
  private final Random random;
  private Parameters parameters;

  private RandomSelectors(Model model, long seed) {
    this.random = new Random(seed);
    this.parameters = model.parameters();
  }

  /// The block that a selector stands in front of.
  ///
  /// @param headDim columns of a head
  public record Place(int heads, int headDim) {}

  /// The model with the tensors of a selector for each stage.
  public static Model in(Model model, long seed, List<Place> stages) {
    RandomSelectors selectors = new RandomSelectors(model, seed);
    for (int stage = 0; stage < stages.size(); stage++) {
      selectors.add("selectors." + stage + ".", stages.get(stage));
    }
    return new Model(model.graph(), selectors.parameters);
  }

  private void add(String prefix, Place place) {
    int width = place.headDim();
    vector(prefix + "norm.weight", place.heads() * width, 1);
    vector(prefix + "norm.bias", place.heads() * width, 0);
    boolean shared = random.nextBoolean();
    boolean global = random.nextBoolean();
    int local = 1 + random.nextInt(6);
    int other = global ? 1 + random.nextInt(6) : local;
    int inner = 1 + random.nextInt(6);
    int depth = 1 + random.nextInt(3);
    for (int head = 0; head < (shared ? 1 : place.heads()); head++) {
      String own = prefix + (shared ? "all_heads." : "heads." + head + ".");
      linear(own + "local", local, width);
      if (global) {
        linear(own + "global", other, width);
      }
      int in = local + other;
      for (int i = 1; i <= depth; i++) {
        int out = i == depth ? 2 : inner;
        linear(own + "fc" + i, out, in);
        in = out;
      }
    }
    int attention = 1 + random.nextInt(2);
    for (int i = 1; i <= attention; i++) {
      linear(prefix + "head_attn.fc" + i, place.heads(), place.heads());
    }
  }

  private void linear(String name, int out, int in) {
    values(name + ".weight", 0, 1.5 / Math.sqrt(in), out, in);
    vector(name + ".bias", out, 0);
  }

  private void vector(String name, int length, double mean) {
    values(name, mean, 0.3, length);
  }

  private void values(String name, double mean, double deviation, int... extents) {
    TensorType type = TensorType.of(ElementType.F32, extents);
    float[] values = new float[Math.toIntExact(type.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    parameters = parameters.with(name, new TensorData.Reals(type, values));
  }
}
