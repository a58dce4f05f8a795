package dev.vitcc.models;

import dev.vitcc.models.weights.ParameterShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The trained digits transformer of `examples/digits`, for tests.
public final class Digits {
  private Digits() {}

  /// A file of the example, whatever folder the test was started in.
  public static Path file(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("examples/digits"))) {
      Path up = at.getParent();
      if (up == null) {
        throw new IllegalStateException(
            "examples/digits is not above " + Path.of("").toAbsolutePath());
      }
      at = up;
    }
    return at.resolve("examples/digits").resolve(name);
  }

  /// Every parameter of the model, as a graph would name and shape it.
  public static List<ParameterShape> parameters() {
    List<ParameterShape> all = new ArrayList<>();
    all.add(ParameterShape.of("cls_token", 1, 48));
    all.add(ParameterShape.of("pos_embed", 17, 48));
    all.add(ParameterShape.of("patch_embed.proj.weight", 48, 1, 2, 2));
    all.add(ParameterShape.of("patch_embed.proj.bias", 48));
    for (int i = 0; i < 4; i++) {
      String block = "blocks." + i + ".";
      addPair(all, block + "norm1", 48);
      addPair(all, block + "attn.qkv", 144, 48);
      addPair(all, block + "attn.proj", 48, 48);
      addPair(all, block + "norm2", 48);
      addPair(all, block + "mlp.fc1", 96, 48);
      addPair(all, block + "mlp.fc2", 48, 96);
    }
    addPair(all, "norm", 48);
    addPair(all, "head", 10, 48);
    return all;
  }

  private static void addPair(List<ParameterShape> all, String name, Integer... weight) {
    all.add(ParameterShape.of(name + ".weight", weight));
    all.add(ParameterShape.of(name + ".bias", weight[0]));
  }
}
