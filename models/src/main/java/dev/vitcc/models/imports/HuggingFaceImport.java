package dev.vitcc.models.imports;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.Resampling;
import dev.vitcc.models.imports.VitArchitecture.Tokens;
import dev.vitcc.models.weights.Checkpoint;
import dev.vitcc.models.weights.StoredTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Reads a Hugging Face folder: ViT, and DeiT with or without a head for its distillation token.
///
/// Source of fields and defaults: transformers, `configuration_vit.py`, `configuration_deit.py`,
/// `image_processing_vit.py`, `image_processing_deit.py`.
final class HuggingFaceImport {
  private static final int MOST_BLOCKS = 1024;

  private final Config config;
  private final Checkpoint checkpoint;
  private final Diagnostics diagnostics;

  private HuggingFaceImport(Config config, Checkpoint checkpoint, Diagnostics diagnostics) {
    this.config = config;
    this.checkpoint = checkpoint;
    this.diagnostics = diagnostics;
  }

  /// The architecture that a configuration and its tensors tell of; what can't be mapped is
  /// reported.
  static VitArchitecture read(
      Path folder, Config config, Checkpoint checkpoint, Diagnostics diagnostics) {
    HuggingFaceImport reading = new HuggingFaceImport(config, checkpoint, diagnostics);
    reading.checkSupported();
    VitArchitecture vit = reading.architecture(folder);
    diagnostics.throwIfErrors();
    return vit;
  }

  private void checkSupported() {
    String type = config.text("model_type", "none");
    if (!type.equals("vit") && !type.equals("deit")) {
      unsupported("model_type is '" + type + "', expected vit or deit");
    }
    String activation = config.text("hidden_act", "gelu");
    if (!activation.equals("gelu")) {
      unsupported("hidden_act is '" + activation + "', expected gelu (the exact one, by erf)");
    }
    if (!config.truth("qkv_bias", true)) {
      unsupported("qkv_bias is false, expected query, key and value with biases");
    }
    if (config.has("quantization_config")) {
      unsupported("quantization_config: the weights are quantised, expected real ones");
    }
    List<Integer> patch = config.perAxis("patch_size", 16);
    if (!patch.get(0).equals(patch.get(1))) {
      unsupported("patch_size is " + patch + ", expected square patches");
    }
  }

  private VitArchitecture architecture(Path folder) {
    int patch = config.perAxis("patch_size", 16).getFirst();
    int dim = config.positive("hidden_size", 768);
    int heads = config.positive("num_attention_heads", 12);
    if (dim % heads != 0) {
      config.error(
          ModelsCode.IMPORT_CONFIG,
          "hidden_size %d does not divide into %d heads".formatted(dim, heads));
    }
    InputPreparation input = input(folder);
    if (input.height() % patch != 0 || input.width() % patch != 0) {
      unsupported(
          "image_size %d×%d does not divide into patches of %d"
              .formatted(input.height(), input.width(), patch));
    }
    return new VitArchitecture(
        input,
        patch,
        dim,
        depth(),
        heads,
        config.positive("intermediate_size", 3072),
        classes(),
        config.real("layer_norm_eps", 1e-12),
        tokens());
  }

  private int depth() {
    int depth = config.positive("num_hidden_layers", 12);
    if (depth > MOST_BLOCKS) {
      unsupported("num_hidden_layers is %d, the most is %d".formatted(depth, MOST_BLOCKS));
    }
    return Math.min(depth, MOST_BLOCKS);
  }

  private Tokens tokens() {
    if (!config.text("model_type", "").equals("deit")) {
      return Tokens.CLASS;
    }
    return checkpoint.find("distillation_classifier.weight").isPresent()
        ? Tokens.DISTILLATION
        : Tokens.DISTILLATION_WITHOUT_HEAD;
  }

  private int classes() {
    Optional<StoredTensor> head =
        checkpoint.find("classifier.weight").or(() -> checkpoint.find("cls_classifier.weight"));
    int named = config.count("id2label");
    if (head.isEmpty() || head.orElseThrow().shape().isEmpty()) {
      unsupported("there is no classifier: the checkpoint gives features and not classes");
      return Math.max(named, 1);
    }
    long classes = head.orElseThrow().shape().getFirst();
    if (named != 0 && named != classes) {
      config.error(
          ModelsCode.IMPORT_CONFIG,
          "id2label names %d classes, the classifier has %d".formatted(named, classes));
    }
    return Math.clamp(classes, 1, 1 << 20);
  }

  private InputPreparation input(Path folder) {
    int channels = config.positive("num_channels", 3);
    List<Integer> size = config.perAxis("image_size", 224);
    Path path = folder.resolve(HuggingFaceInput.FILE);
    if (!Files.exists(path)) {
      config.warning(
          ModelsCode.IMPORT_UNDECIDED,
          "there is no preprocessor_config.json: images are taken as scaled by 1/255, with mean"
              + " and std 0.5, which is the default of transformers");
      List<Double> half = Collections.nCopies(channels, HuggingFaceInput.STANDARD);
      return new InputPreparation(
          channels,
          size.get(0),
          size.get(1),
          1.0 / 255,
          half,
          half,
          Optional.empty(),
          Resampling.BILINEAR,
          false);
    }
    return HuggingFaceInput.read(path, channels, size, diagnostics);
  }

  private void unsupported(String message) {
    config.error(ModelsCode.IMPORT_UNSUPPORTED, message);
  }
}
