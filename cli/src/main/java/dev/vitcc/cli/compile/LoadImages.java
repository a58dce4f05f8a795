package dev.vitcc.cli.compile;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.Fit;
import dev.vitcc.models.images.ImageInput;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Images;
import dev.vitcc.models.images.Labels;
import dev.vitcc.models.images.Resampling;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Opens the images that a model names, or makes seeded ones where it names none.
public final class LoadImages {
  private static final long SEED = 1;
  private final LoadedModel model;

  public LoadImages(LoadedModel model) {
    this.model = model;
  }

  /// Images of any kind that the model's input takes.
  public ImageSet open(Path path) {
    return Images.open(path, input(model.request().input()));
  }

  /// Images as bytes.
  ///
  /// @throws CompileException if they are normalised already: hardware takes bytes
  public ImageSet.Raw openRaw(Path path) {
    return switch (open(path)) {
      case ImageSet.Raw raw -> raw;
      case ImageSet.Normalized normalized ->
          throw new CompileException(
              ModelsCode.IMAGE_FILE
                  .in(path.toString(), "holds normalised reals, expected bytes (uint8)")
                  .withHint("only `--engine float` takes normalised images"));
    };
  }

  /// The images that ranges are found on.
  public List<byte[]> calibration() {
    CalibrateClause clause = model.request().calibrate();
    return clause
        .images()
        .map(path -> openRaw(model.resolve(path)))
        .map(images -> take(images, clause.count()))
        .orElseGet(() -> random(clause.count()));
  }

  /// The images that accuracy is measured on.
  public ImageSet.Raw evaluation(EvaluateClause clause) {
    return openRaw(model.resolve(clause.images()));
  }

  public int[] labels(EvaluateClause clause, int count, int classes) {
    return Labels.read(model.resolve(clause.labels()), count, classes);
  }

  /// Seeded random images of the model's size.
  public List<byte[]> random(int count) {
    InputFormat input = model.request().input();
    Random random = new Random(SEED);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] image = new byte[input.channels() * input.height() * input.width()];
              random.nextBytes(image);
              return image;
            })
        .toList();
  }

  /// The first images of a set, at most `count`.
  public static List<byte[]> take(ImageSet.Raw images, int count) {
    return IntStream.range(0, Math.min(count, images.count())).mapToObj(images::image).toList();
  }

  private static ImageInput input(InputFormat input) {
    Fit fit =
        input
            .resize()
            .map(resize -> Fit.shorterSide(resize.shorterSide(), resampling(resize)))
            .orElseGet(Fit::none);
    boolean crop = fit.crop() || input.crop().isPresent();
    return new ImageInput(
        input.channels(),
        input.height(),
        input.width(),
        new Fit(fit.resize(), fit.resampling(), crop));
  }

  private static Resampling resampling(InputFormat.Resize resize) {
    return switch (resize.interpolation()) {
      case NEAREST -> Resampling.NEAREST;
      case BILINEAR -> Resampling.BILINEAR;
      case BICUBIC -> Resampling.BICUBIC;
    };
  }
}
