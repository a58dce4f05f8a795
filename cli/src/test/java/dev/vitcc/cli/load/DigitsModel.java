package dev.vitcc.cli.load;

import dev.vitcc.ir.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// The digits with clauses of their own.
public final class DigitsModel {
  private static final Path DIGITS = Path.of("..", "examples", "digits");

  private DigitsModel() {}

  /// @param target what follows the word
  /// @param quantize lines of the clause
  /// @param more whole clauses
  public static String text(String target, String quantize, String more) throws IOException {
    String model =
        Files.readAllLines(DIGITS.resolve("digits.vit")).stream()
            .filter(line -> !line.matches("(weights|calibrate|evaluate|target|quantize) .*"))
            .collect(Collectors.joining("\n"));
    return """
        %s
        weights "%s" naming timm;
        calibrate "%s" images 8;
        target %s
        quantize { %s }
        %s
        """
        .formatted(
            model, path("digits.safetensors"), path("calib_images.npy"), target, quantize, more);
  }

  /// A clause for the first test images.
  public static String evaluate(int images) {
    return "evaluate \"%s\" labels \"%s\" images %d;\n"
        .formatted(path("test_images.npy"), path("test_labels.npy"), images);
  }

  private static String path(String file) {
    return DIGITS.resolve(file).toAbsolutePath().normalize().toString().replace('\\', '/');
  }

  public static LoadedModel load(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("model.vit"), text);
    return new LoadModel(new Diagnostics()).run(file, request -> request, images -> {});
  }
}
