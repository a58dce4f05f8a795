package dev.vitcc.models.imports;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.Resampling;
import dev.vitcc.models.imports.VitArchitecture.Tokens;
import dev.vitcc.models.weights.Checkpoint;
import dev.vitcc.models.weights.StoredTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Infers the architecture of a timm checkpoint from the shapes of its tensors.
///
/// Source: timm, `timm/models/vision_transformer.py` and `timm/models/deit.py`. Layer norm's
/// epsilon is 1e-6 in all of them. timm's own `config.json` says how images were prepared; without
/// it the values of DeiT are taken (ImageNet's mean and deviation, bicubic, `crop_pct` 0.9), with a
/// warning.
final class TimmImport {
  private static final double EPSILON = 1e-6;
  private static final double CROP = 0.9;
  static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
  static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);
  private static final Map<Integer, Integer> HEADS_BY_DIM =
      Map.of(192, 3, 384, 6, 768, 12, 1024, 16);
  private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d{1,4})\\..+");
  private static final SequencedMap<Pattern, String> UNSUPPORTED = unsupportedTensors();

  private final Checkpoint checkpoint;
  private final ImportOptions options;
  private final Config config;
  private final Diagnostics diagnostics;

  private TimmImport(
      Checkpoint checkpoint, ImportOptions options, Config config, Diagnostics diagnostics) {
    this.checkpoint = checkpoint;
    this.options = options;
    this.config = config;
    this.diagnostics = diagnostics;
  }

  /// The architecture that the tensors tell of; what can't be mapped or inferred is reported.
  ///
  /// @param config timm's `config.json`, or an empty one
  static VitArchitecture read(
      Checkpoint checkpoint, ImportOptions options, Config config, Diagnostics diagnostics) {
    TimmImport reading = new TimmImport(checkpoint, options, config, diagnostics);
    reading.reportUnsupported();
    diagnostics.throwIfErrors();
    return reading.architecture();
  }

  private static SequencedMap<Pattern, String> unsupportedTensors() {
    SequencedMap<Pattern, String> all = new LinkedHashMap<>();
    String block = "blocks\\.\\d+\\.";
    all.put(Pattern.compile(block + "(ls[12]\\.gamma|gamma_[12])"), "layer scale");
    all.put(Pattern.compile(block + "attn\\.(q|k)_norm\\..*"), "normalised queries and keys");
    all.put(Pattern.compile(block + "attn\\.(q_bias|v_bias)"), "biases without that of the key");
    all.put(Pattern.compile(block + "attn\\.norm\\..*"), "a norm inside attention");
    all.put(
        Pattern.compile(block + "attn\\.relative_position.*|rel_pos_bias\\..*"),
        "relative positions");
    all.put(
        Pattern.compile(block + "mlp\\.(w\\d+|fc1_[gx]|norm)\\..*"), "a gated or normalised MLP");
    all.put(Pattern.compile("fc_norm\\..*"), "average pooling over patches");
    all.put(Pattern.compile("attn_pool\\..*"), "attention pooling");
    all.put(Pattern.compile("norm_pre\\..*"), "a norm before the blocks");
    all.put(Pattern.compile("reg_token"), "register tokens");
    all.put(Pattern.compile("pre_logits\\..*"), "a layer before the head");
    all.put(
        Pattern.compile("patch_embed\\.(backbone|norm|proj\\.\\d+|conv\\d*)\\..*"),
        "a patch embedding of several layers");
    return all;
  }

  private void reportUnsupported() {
    for (var entry : UNSUPPORTED.entrySet()) {
      List<String> names =
          checkpoint.names().stream().filter(n -> entry.getKey().matcher(n).matches()).toList();
      if (!names.isEmpty()) {
        error(
            ModelsCode.IMPORT_UNSUPPORTED,
            "not supported: %s (tensor '%s'%s)"
                .formatted(
                    entry.getValue(),
                    names.getFirst(),
                    names.size() == 1 ? "" : " and " + (names.size() - 1) + " more"));
      }
    }
    if (checkpoint.find("cls_token").isEmpty()) {
      error(
          ModelsCode.IMPORT_UNSUPPORTED, "there is no class token: tensor 'cls_token' is missing");
    }
    if (checkpoint.find("blocks.0.attn.qkv.weight").isPresent()
        && checkpoint.find("blocks.0.attn.qkv.bias").isEmpty()) {
      error(
          ModelsCode.IMPORT_UNSUPPORTED,
          "qkv_bias is false: tensor 'blocks.0.attn.qkv.bias' is missing");
    }
  }

  private VitArchitecture architecture() {
    List<Integer> kernel = shape("patch_embed.proj.weight", 4);
    List<Integer> hidden = shape("blocks.0.mlp.fc1.weight", 2);
    List<Integer> head = shape("head.weight", 2);
    List<Integer> positions = shape("pos_embed", 3);
    diagnostics.throwIfErrors();
    if (!kernel.get(2).equals(kernel.get(3))) {
      error(
          ModelsCode.IMPORT_UNSUPPORTED,
          "patches are " + kernel.subList(2, 4) + ", expected square ones");
    }
    int dim = kernel.getFirst();
    int patch = kernel.get(2);
    Tokens tokens = tokens();
    int side = side(positions.get(1), tokens == Tokens.CLASS ? 1 : 2);
    int heads = heads(dim);
    diagnostics.throwIfErrors();
    return new VitArchitecture(
        input(kernel.get(1), side * patch),
        patch,
        dim,
        depth(),
        heads,
        hidden.getFirst(),
        head.getFirst(),
        EPSILON,
        tokens);
  }

  private Tokens tokens() {
    if (checkpoint.find("dist_token").isEmpty()) {
      return Tokens.CLASS;
    }
    return checkpoint.find("head_dist.weight").isPresent()
        ? Tokens.DISTILLATION
        : Tokens.DISTILLATION_WITHOUT_HEAD;
  }

  private int depth() {
    int depth = 0;
    for (String name : checkpoint.names()) {
      Matcher block = BLOCK.matcher(name);
      if (block.matches()) {
        depth = Math.max(depth, Integer.parseInt(block.group(1)) + 1);
      }
    }
    return depth;
  }

  /// The number of patches on each side.
  private int side(int positions, int prefix) {
    int side = (int) Math.round(Math.sqrt(Math.max(positions - prefix, 0)));
    if (side * side != positions - prefix) {
      int bare = (int) Math.round(Math.sqrt(positions));
      error(
          ModelsCode.IMPORT_UNSUPPORTED,
          bare * bare == positions
              ? "'pos_embed' has %d positions, none for the class token".formatted(positions)
              : "'pos_embed' has %d positions, %d of them for tokens: the rest is no square"
                  .formatted(positions, prefix));
    }
    return Math.max(side, 1);
  }

  private int heads(int dim) {
    Optional<Integer> heads = options.heads().or(() -> Optional.ofNullable(HEADS_BY_DIM.get(dim)));
    if (heads.isEmpty()) {
      diagnostics.add(
          ModelsCode.IMPORT_UNDECIDED
              .in(
                  checkpoint.title(),
                  "the number of attention heads is not in the tensors, and %d is not the width of a"
                          .formatted(dim)
                      + " published model (192, 384, 768, 1024)")
              .withHint("say --heads N"));
      return 1;
    }
    if (heads.orElseThrow() < 1 || dim % heads.orElseThrow() != 0) {
      error(
          ModelsCode.IMPORT_UNDECIDED,
          "%d features do not divide into %d heads".formatted(dim, heads.orElseThrow()));
    }
    return heads.orElseThrow();
  }

  private InputPreparation input(int channels, int size) {
    Config prepared = config.has("pretrained_cfg") ? config.under("pretrained_cfg") : config;
    boolean imageNet = channels == IMAGENET_MEAN.size();
    List<Double> half = Collections.nCopies(channels, 0.5);
    Optional<List<Double>> mean = prepared.perChannel("mean", channels);
    Optional<List<Double>> std = prepared.perChannel("std", channels);
    boolean told =
        (mean.isPresent() || options.pixels().mean().isPresent())
            && (std.isPresent() || options.pixels().std().isPresent());
    if (!told) {
      diagnostics.add(
          Diagnostic.warning(
              ModelsCode.IMPORT_UNDECIDED,
              SourceLocation.ofFile(checkpoint.title()),
              "the tensors don't tell how images were prepared: scale 1/255 and "
                  + (imageNet ? "ImageNet's mean and deviation are" : "mean and deviation 0.5 are")
                  + " taken; correct the input clause if training had others"));
    }
    double cropped = prepared.real("crop_pct", CROP);
    return new InputPreparation(
        channels,
        size,
        size,
        1.0 / 255,
        mean.orElse(imageNet ? IMAGENET_MEAN : half),
        std.orElse(imageNet ? IMAGENET_STD : half),
        imageNet ? Optional.of((int) Math.floor(size / cropped)) : Optional.empty(),
        resampling(prepared),
        imageNet);
  }

  private static Resampling resampling(Config config) {
    String name = config.text("interpolation", "bicubic");
    return switch (name) {
      case "nearest" -> Resampling.NEAREST;
      case "bilinear" -> Resampling.BILINEAR;
      case "bicubic" -> Resampling.BICUBIC;
      default -> {
        config.warning(
            ModelsCode.IMPORT_UNSUPPORTED,
            "interpolation is '%s', expected nearest, bilinear or bicubic: bicubic is taken"
                .formatted(name));
        yield Resampling.BICUBIC;
      }
    };
  }

  /// The shape of a tensor that must be there, ones if it isn't, which is reported.
  private List<Integer> shape(String name, int rank) {
    Optional<StoredTensor> tensor = checkpoint.find(name);
    List<Long> shape = tensor.map(StoredTensor::shape).orElse(List.of());
    boolean fits = shape.size() == rank && shape.stream().allMatch(e -> e >= 1 && e <= 1 << 20);
    if (fits) {
      return shape.stream().map(Math::toIntExact).toList();
    }
    error(
        tensor.isEmpty() ? ModelsCode.TENSOR_MISSING : ModelsCode.TENSOR_SHAPE,
        tensor.isEmpty()
            ? "tensor '%s' is missing: this is no ViT of timm's".formatted(name)
            : "tensor '%s' has shape %s, expected %d axes".formatted(name, shape, rank));
    return Collections.nCopies(rank, 1);
  }

  private void error(ModelsCode code, String message) {
    diagnostics.add(code.in(checkpoint.title(), message));
  }
}
