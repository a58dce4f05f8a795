package dev.vitcc.ir.generate;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Random legal vision transformers with values like trained ones, and images for them; a seed
/// gives the same model everywhere.
///
/// The graphs are of the real level and of the form that the front end gives, with timm's names as
/// keys. They are built through shape inference, so none is ill-typed.
public final class RandomModels {
  private RandomModels() {}

  /// The shape that `vit` gives the model of this seed.
  public static VitShape shape(long seed, VitLimits limits) {
    return limits.draw(new Random(mix(seed)));
  }

  /// A random model of random shape.
  public static Model vit(long seed, VitLimits limits) {
    return vit(seed, shape(seed, limits));
  }

  /// A random model of this shape. Values are drawn when they are asked for, each time the same.
  public static Model vit(long seed, VitShape shape) {
    return of(seed, graph(seed, shape));
  }

  /// The graph of such a model, node for node as the front end makes it.
  public static Graph graph(long seed, VitShape shape) {
    return new VitGraph("random" + Long.toUnsignedString(seed), seed, shape).build();
  }

  /// A graph with values that depend on seed, key and shape alone.
  public static Model of(long seed, Graph graph) {
    Map<String, Supplier<TensorData>> values = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Parameter parameter) {
        values.put(parameter.key(), () -> values(seed, parameter.key(), parameter.type()));
      }
    }
    return new Model(graph, new Parameters(values));
  }

  /// The values of one parameter.
  public static TensorData values(long seed, String key, TensorType type) {
    return new TensorData.Reals(type, RandomValues.of(seed, key, type.shape()));
  }

  /// Random images for a model: gradients and blobs with noise, bytes within the range that the
  /// model's normalisation maps to 0 … 1. The first is all noise, the second all zero.
  public static List<TensorData> images(long seed, Graph graph, int count) {
    Node input =
        graph.nodes().stream().filter(n -> n.op() instanceof Input).findFirst().orElseThrow();
    double scale = 1 / 255.;
    for (Node node : graph.nodes()) {
      scale = node.op() instanceof Normalize normalize ? normalize.scale() : scale;
    }
    int greatest = (int) Math.clamp(Math.round(1 / scale), 1L, 255L);
    List<TensorData> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Random random = new Random(mix(seed * 31 + i));
      images.add(
          new TensorData.Bytes(input.type(), RandomImage.bytes(random, i, input.type(), greatest)));
    }
    return images;
  }

  /// Spreads seeds that differ in few bits; `java.util.Random` alone starts alike for those.
  public static long mix(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
