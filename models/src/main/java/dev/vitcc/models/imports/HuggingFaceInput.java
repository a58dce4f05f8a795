package dev.vitcc.models.imports;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.Resampling;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How Hugging Face prepares images: `preprocessor_config.json`, which lies beside weights and
/// beside the ONNX files that its exporter writes.
final class HuggingFaceInput {
  static final String FILE = "preprocessor_config.json";
  static final double STANDARD = 0.5;

  private HuggingFaceInput() {}

  /// @param size height and width
  static InputPreparation read(
      Path path, int channels, List<Integer> size, Diagnostics diagnostics) {
    Config processor = Config.read(path, diagnostics);
    boolean normalize = processor.truth("do_normalize", true);
    List<Double> mean = Collections.nCopies(channels, normalize ? STANDARD : 0.0);
    List<Double> std = Collections.nCopies(channels, normalize ? STANDARD : 1.0);
    if (normalize) {
      mean = processor.perChannel("image_mean", channels).orElse(mean);
      std = processor.perChannel("image_std", channels).orElse(std);
    }
    if (std.contains(0.0)) {
      processor.error(ModelsCode.IMPORT_CONFIG, "image_std is " + std + ", expected no zero");
    }
    boolean rescale = processor.truth("do_rescale", true);
    Optional<Integer> resize = resize(processor, size);
    return new InputPreparation(
        channels,
        size.get(0),
        size.get(1),
        rescale ? processor.real("rescale_factor", 1.0 / 255) : 1,
        mean,
        std,
        resize,
        resampling(processor),
        square(size) && (resize.isPresent() || processor.truth("do_center_crop", false)));
  }

  private static boolean square(List<Integer> size) {
    return size.get(0).equals(size.get(1));
  }

  /// The shorter side that pictures are scaled to.
  private static Optional<Integer> resize(Config processor, List<Integer> size) {
    if (!processor.truth("do_resize", true)) {
      return Optional.empty();
    }
    if (!square(size)) {
      processor.warning(
          ModelsCode.IMPORT_UNSUPPORTED,
          "do_resize: the input is not square, pictures must have its size already");
      return Optional.empty();
    }
    Config extent = processor.under("size");
    if (extent.has("shortest_edge")) {
      return Optional.of(extent.positive("shortest_edge", size.getFirst()));
    }
    int height = extent.positive("height", size.getFirst());
    int width = extent.positive("width", size.getFirst());
    int side =
        processor.count("size") > 0
            ? Math.min(height, width)
            : processor.positive("size", size.getFirst());
    processor.warning(
        ModelsCode.IMPORT_UNSUPPORTED,
        "do_resize: Hugging Face squeezes pictures to %d×%d; vitcc keeps proportions and cuts the"
                .formatted(side, side)
            + " centre out, which differs for pictures that are not square");
    return Optional.of(side);
  }

  private static Resampling resampling(Config processor) {
    String number = processor.has("resample") ? processor.raw("resample") : "2";
    return switch (number) {
      case "0" -> Resampling.NEAREST;
      case "2" -> Resampling.BILINEAR;
      case "3" -> Resampling.BICUBIC;
      default -> {
        processor.warning(
            ModelsCode.IMPORT_UNSUPPORTED,
            "resample is %s, expected nearest (0), bilinear (2) or bicubic (3): bicubic is taken"
                .formatted(number));
        yield Resampling.BICUBIC;
      }
    };
  }
}
