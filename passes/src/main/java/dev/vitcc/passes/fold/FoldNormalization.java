package dev.vitcc.passes.fold;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.passes.NotOnEngine;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Folds the normalisation of the image into the patch embedding, which then reads raw bytes.
///
/// ```
/// before: patch_embed(normalize(image) {scale, mean, std}, w, b)
/// after:  patch_embed(normalize(image) {1, 0, 1}, w·scale/std[c], b - Σ w·mean[c]/std[c])
/// ```
///
/// Always legal: both are affine.
public final class FoldNormalization implements Pass {

  @Override
  public String summary() {
    return "fold the normalisation of pixels into the patch embedding";
  }

  @Override
  public Set<Property> establishes() {
    return Set.of(Property.NORMALIZATION_FOLDED);
  }

  @Override
  public Model run(Model model, PassContext context) {
    requirePixels(model.graph());
    Rewriter rewriter = new Rewriter(model);
    return rewriter.rewrite(
        node ->
            node.op() instanceof PatchEmbed
                    && rewriter.source().operand(node, 0).op() instanceof Normalize normalize
                    && !normalize.isIdentity()
                ? fold(rewriter, node, normalize)
                : rewriter.copy(node));
  }

  /// Only pixels that go to a patch embedding are normalised on their way.
  private static void requirePixels(Graph graph) {
    Map<String, List<Node>> uses = graph.uses();
    for (Node node : graph.nodes()) {
      boolean isOfImage =
          node.op() instanceof Normalize && graph.operand(node, 0).op() instanceof Input;
      boolean isForPatches =
          uses.getOrDefault(node.name(), List.of()).stream()
              .allMatch(use -> use.op() instanceof PatchEmbed);
      if (node.op() instanceof Normalize && !(isOfImage && isForPatches)) {
        throw NotOnEngine.because(node, "it must be between the image and a patch embedding");
      }
    }
  }

  private static Node fold(Rewriter rewriter, Node embed, Normalize normalize) {
    Node normalized = rewriter.source().operand(embed, 0);
    Node raw =
        rewriter.add(
            normalized,
            Normalize.identity(normalize.mean().size()),
            rewriter.operand(normalized, 0));
    Node weight = rewriter.operand(embed, 1);
    Node bias = rewriter.operand(embed, 2);
    Parameters parameters = rewriter.parameters();
    String weightKey = Rewriter.key(weight);
    String biasKey = Rewriter.key(bias);
    Node foldedWeight =
        rewriter.reals(
            embed,
            weightKey + ".raw",
            weight.type(),
            () -> weights(parameters.reals(weightKey), weight.type(), normalize));
    Node foldedBias =
        rewriter.reals(
            embed,
            biasKey + ".raw",
            bias.type(),
            () ->
                biases(
                    parameters.reals(weightKey),
                    parameters.reals(biasKey),
                    weight.type(),
                    normalize));
    return rewriter.add(embed, embed.op(), raw, foldedWeight, foldedBias);
  }

  private static float[] weights(float[] weight, TensorType type, Normalize normalize) {
    int area = type.dim(2) * type.dim(3);
    float[] folded = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      int channel = i / area % type.dim(1);
      folded[i] = (float) (weight[i] * normalize.scale() / normalize.std().get(channel));
    }
    return folded;
  }

  private static float[] biases(
      float[] weight, float[] bias, TensorType type, Normalize normalize) {
    List<Double> mean = normalize.mean();
    int area = type.dim(2) * type.dim(3);
    int row = type.dim(1) * area;
    float[] folded = new float[bias.length];
    for (int out = 0; out < folded.length; out++) {
      double sum = bias[out];
      for (int i = 0; i < row; i++) {
        int channel = i / area;
        sum -= weight[out * row + i] * mean.get(channel) / normalize.std().get(channel);
      }
      folded[out] = (float) sum;
    }
    return folded;
  }
}
