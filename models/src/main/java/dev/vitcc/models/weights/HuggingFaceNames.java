package dev.vitcc.models.weights;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that Hugging Face's transformers gives the tensors of ViT and DeiT.
///
/// Source: transformers, `models/vit/modeling_vit.py` and `models/deit/modeling_deit.py`. The
/// backbone's prefix (`vit.`, `deit.`) is absent where only the backbone was saved.
final class HuggingFaceNames {
  private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d+)\\.(.+)\\.(weight|bias)");
  private static final Map<String, List<String>> IN_BLOCK =
      Map.of(
          "norm1", List.of("layernorm_before"),
          "attn.qkv",
              List.of(
                  "attention.attention.query",
                  "attention.attention.key",
                  "attention.attention.value"),
          "attn.proj", List.of("attention.output.dense"),
          "norm2", List.of("layernorm_after"),
          "mlp.fc1", List.of("intermediate.dense"),
          "mlp.fc2", List.of("output.dense"));
  private static final Map<String, String> IN_BACKBONE =
      Map.of(
          "cls_token", "embeddings.cls_token",
          "dist_token", "embeddings.distillation_token",
          "pos_embed", "embeddings.position_embeddings",
          "patch_embed.proj.weight", "embeddings.patch_embeddings.projection.weight",
          "patch_embed.proj.bias", "embeddings.patch_embeddings.projection.bias",
          "norm.weight", "layernorm.weight",
          "norm.bias", "layernorm.bias");

  private HuggingFaceNames() {}

  /// See [Naming#parts].
  static List<String> parts(String canonical, Set<String> stored) {
    String prefix = prefix(stored);
    Matcher block = BLOCK.matcher(canonical);
    if (block.matches() && IN_BLOCK.containsKey(block.group(2))) {
      String layer = prefix + "encoder.layer." + block.group(1) + ".";
      return IN_BLOCK.getOrDefault(block.group(2), List.of()).stream()
          .map(part -> layer + part + "." + block.group(3))
          .toList();
    }
    String inBackbone = IN_BACKBONE.get(canonical);
    if (inBackbone != null) {
      return List.of(prefix + inBackbone);
    }
    return List.of(head(canonical, stored));
  }

  /// Whether the names in a file look like these.
  static boolean looksLike(Set<String> stored) {
    return stored.contains(prefix(stored) + "embeddings.cls_token");
  }

  private static String head(String canonical, Set<String> stored) {
    return switch (canonical) {
      case "head.weight" ->
          stored.contains("cls_classifier.weight") ? "cls_classifier.weight" : "classifier.weight";
      case "head.bias" ->
          stored.contains("cls_classifier.bias") ? "cls_classifier.bias" : "classifier.bias";
      case "head_dist.weight" -> "distillation_classifier.weight";
      case "head_dist.bias" -> "distillation_classifier.bias";
      default -> canonical;
    };
  }

  private static String prefix(Set<String> stored) {
    for (String prefix : List.of("vit.", "deit.")) {
      if (stored.contains(prefix + "embeddings.cls_token")) {
        return prefix;
      }
    }
    return stored.contains("embeddings.cls_token") ? "" : "vit.";
  }
}
