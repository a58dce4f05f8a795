package dev.vitcc.integration.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.console.Console;
import dev.vitcc.models.images.Npy;
import dev.vitcc.models.images.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Imports and runs models as a user would.
final class ImportRun {
  private ImportRun() {}

  /// A command line that was run.
  record Invocation(int code, String out, String err) {}

  static Invocation vitcc(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    int code = Vitcc.run(console, all.toArray(String[]::new));
    return new Invocation(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Imports a file; the model is beside it.
  static Path imported(Path onnx, Object... options) throws IOException {
    Path model = onnx.resolveSibling(onnx.getFileName() + ".vit");
    List<Object> words = new ArrayList<>(List.of("import", onnx, "-o", model));
    words.addAll(List.of(options));
    Invocation run = vitcc(words.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.exists(model)).isTrue();
    return model;
  }

  /// Float logits of normalised images.
  static float[][] logits(Path model, float[][] images, int... shape) {
    Path input = model.resolveSibling("images.npy");
    Path output = model.resolveSibling("logits.npy");
    List<Integer> extents = new ArrayList<>(List.of(images.length));
    float[] all = new float[images.length * images[0].length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(images[i], 0, all, i * images[0].length, images[0].length);
    }
    for (int extent : shape) {
      extents.add(extent);
    }
    NpyWriter.write(input, extents, all);
    return logits(model, "float", input, output);
  }

  /// Logits of the images in a file.
  static float[][] logits(Path model, String engine, Path input, Path output) {
    Invocation run = vitcc("run", model, "--engine", engine, "--input", input, "--output", output);
    assertThat(run.code()).as(run.err()).isZero();
    return read(output);
  }

  /// A matrix.
  static float[][] read(Path file) {
    Npy array = Npy.open(file);
    float[] all = array.floats();
    int classes = array.shape().get(1);
    float[][] rows = new float[array.shape().get(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
    }
    return rows;
  }

  /// The greatest difference, relative to the greatest logit.
  static double difference(float[][] found, float[][] expected) {
    double difference = 0;
    double greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        difference = Math.max(difference, Math.abs(found[i][j] - expected[i][j]));
        greatest = Math.max(greatest, Math.abs(expected[i][j]));
      }
    }
    return difference / greatest;
  }

  static float[][] images(int count, int size, long seed) {
    Random random = new Random(seed);
    float[][] images = new float[count][size];
    for (float[] image : images) {
      for (int i = 0; i < size; i++) {
        image[i] = (float) random.nextGaussian();
      }
    }
    return images;
  }
}
