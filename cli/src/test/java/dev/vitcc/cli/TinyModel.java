package dev.vitcc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A model that compiles in a moment, to be broken in one place by each test.
public final class TinyModel {
  public static final String TEXT =
      """
      model tiny {
          input image : [1, 4, 4] normalize(scale = 1/255, mean = [0.5], std = [0.25]);
          block encoder(x) {
              a = x + attention(layer_norm(x), heads = 1);
              return a + mlp(layer_norm(a), hidden = 16, activation = gelu);
          }
          x = patch_embed(image, patch = 2, dim = 8);
          x = add_position(prepend_class_token(x));
          repeat 1 { x = encoder(x); }
          output logits = linear(layer_norm(x)[0], 3);
      }
      weights random(seed = 1);
      target zcu102 { clock 150 MHz; engine(pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1); }
      quantize { weights fixed(8); activations fixed(8); }
      """;

  private TinyModel() {}

  /// Writes it into a folder.
  public static Path in(Path folder) throws IOException {
    return in(folder, TEXT);
  }

  /// Writes a variant of it into a folder.
  public static Path in(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("tiny.vit"), text);
  }
}
