package dev.vitcc.models.imports;

import dev.vitcc.models.weights.ParameterShape;
import java.util.ArrayList;
import java.util.List;

/// The extents of a vision transformer: all that tells one ViT or DeiT from another.
record VitArchitecture(
    InputPreparation input,
    int patch,
    int dim,
    int depth,
    int heads,
    int hidden,
    int classes,
    double epsilon,
    Tokens tokens) {

  /// The tokens before the patches, and which of them the logits are read from.
  enum Tokens {
    /// A class token and its head.
    CLASS,
    /// A distillation token besides, without a head of its own (DeiTForImageClassification).
    DISTILLATION_WITHOUT_HEAD,
    /// Both with their heads; the logits are the mean of the two.
    DISTILLATION
  }

  /// The same with another preparation of images.
  VitArchitecture with(InputPreparation prepared) {
    return new VitArchitecture(
        prepared, patch, dim, depth, heads, hidden, classes, epsilon, tokens);
  }

  /// Every parameter with its canonical name.
  List<ParameterShape> parameters() {
    int prefix = tokens == Tokens.CLASS ? 1 : 2;
    int patches = (input.height() / patch) * (input.width() / patch);
    List<ParameterShape> all = new ArrayList<>();
    all.add(ParameterShape.of("cls_token", 1, dim));
    if (tokens != Tokens.CLASS) {
      all.add(ParameterShape.of("dist_token", 1, dim));
    }
    all.add(ParameterShape.of("pos_embed", prefix + patches, dim));
    addPair(all, "patch_embed.proj", dim, input.channels(), patch, patch);
    for (int i = 0; i < depth; i++) {
      String block = "blocks." + i + ".";
      addPair(all, block + "norm1", dim);
      addPair(all, block + "attn.qkv", 3 * dim, dim);
      addPair(all, block + "attn.proj", dim, dim);
      addPair(all, block + "norm2", dim);
      addPair(all, block + "mlp.fc1", hidden, dim);
      addPair(all, block + "mlp.fc2", dim, hidden);
    }
    addPair(all, "norm", dim);
    addPair(all, "head", classes, dim);
    if (tokens == Tokens.DISTILLATION) {
      addPair(all, "head_dist", classes, dim);
    }
    return all;
  }

  private static void addPair(List<ParameterShape> all, String name, Integer... weight) {
    all.add(ParameterShape.of(name + ".weight", weight));
    all.add(ParameterShape.of(name + ".bias", weight[0]));
  }
}
