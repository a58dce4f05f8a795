package dev.vitcc.cli.load;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.ImageInput;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Images;
import dev.vitcc.models.images.Labels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Opens the images that a model names, or makes seeded ones where it names none.
public final class LoadImages {
  private static final long SEED = 1;
  private final CompileRequest request;
  private final Path folder;
  private final int classes;

  /// @param folder that paths of the model are relative to
  /// @param classes that labels tell apart
  public LoadImages(CompileRequest request, Path folder, int classes) {
    this.request = request;
    this.folder = folder;
    this.classes = classes;
  }

  /// Opens everything that the model names.
  ///
  /// @throws CompileException with all that is wrong
  public void check() {
    Diagnostics diagnostics = new Diagnostics();
    request
        .calibrate()
        .images()
        .ifPresent(path -> attempt(diagnostics, () -> openRaw(folder.resolve(path))));
    request
        .evaluate()
        .ifPresent(
            clause ->
                attempt(
                    diagnostics,
                    () -> {
                      evaluation(clause);
                      labels(clause);
                    }));
    diagnostics.throwIfErrors();
  }

  private static void attempt(Diagnostics diagnostics, Runnable step) {
    try {
      step.run();
    } catch (CompileException wrong) {
      wrong.diagnostics().forEach(diagnostics::add);
    }
  }

  /// Images of any kind that the model's input takes.
  public ImageSet open(Path path) {
    return Images.open(path, ImageInput.of(request.input()));
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
    CalibrateClause clause = request.calibrate();
    return clause
        .images()
        .map(path -> openRaw(folder.resolve(path)))
        .map(images -> take(images, clause.count()))
        .orElseGet(() -> random(clause.count()));
  }

  /// The images that accuracy is measured on, as bytes.
  public ImageSet.Raw evaluation(EvaluateClause clause) {
    ImageSet.Raw all = openRaw(folder.resolve(clause.images()));
    return all.slice(0, counted(all, clause));
  }

  /// The same, of any kind that the model's input takes.
  public ImageSet anyEvaluation(EvaluateClause clause) {
    ImageSet all = open(folder.resolve(clause.images()));
    return all.slice(0, counted(all, clause));
  }

  private static int counted(ImageSet all, EvaluateClause clause) {
    return Math.min(all.count(), clause.count().orElse(all.count()));
  }

  /// The right classes of the images that accuracy is measured on.
  ///
  /// @throws CompileException if there isn't one for every image of the set, counted in or not
  public int[] labels(EvaluateClause clause) {
    ImageSet all = open(folder.resolve(clause.images()));
    int[] labels = Labels.read(folder.resolve(clause.labels()), all.count(), classes);
    return Arrays.copyOf(labels, counted(all, clause));
  }

  /// Images of the model's size as a set.
  public ImageSet.Raw set(List<byte[]> images) {
    InputFormat input = request.input();
    return new ImageSet.Raw(
        images.size(), input.height(), input.width(), input.channels(), images::get);
  }

  /// Seeded random images of the model's size.
  public List<byte[]> random(int count) {
    InputFormat input = request.input();
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
}
