package dev.vitcc.models.imports;

import dev.vitcc.models.imports.VitArchitecture.Tokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes an architecture in the model language, as a person would write it.
final class ModelText {
  private static final double DEFAULT_EPSILON = 1e-6;

  private ModelText() {}

  /// Where the weights are: paths relative to the model file, and the layout of their names.
  ///
  /// @param more lines with clauses that say more of them
  record Weights(List<String> paths, String naming, List<String> more) {}

  static String write(String name, String origin, VitArchitecture vit, Weights weights) {
    StringBuilder text = new StringBuilder();
    text.append("// ").append(origin).append('\n');
    text.append("model ").append(name).append(" {\n");
    text.append(constants(vit)).append('\n');
    text.append(input(vit.input())).append('\n');
    String norm = isDefault(vit.epsilon()) ? "" : ", epsilon";
    text.append(
        """
            block encoder(x) {
                a = x + attention(layer_norm(x%1$s), heads = heads);
                return a + mlp(layer_norm(a%1$s), hidden = hidden, activation = gelu);
            }

            patches = patch_embed(image, patch = %2$d, dim = dim);
            x = add_position(%3$s);
            repeat %4$d { x = encoder(x); }
        """
            .formatted(norm, vit.patch(), tokens(vit.tokens()), vit.depth()));
    text.append(output(vit.tokens(), norm)).append("}\n\n");
    text.append("weights ")
        .append(weights.paths().stream().map(p -> '"' + p + '"').collect(Collectors.joining(", ")))
        .append(" naming ")
        .append(weights.naming())
        .append(";\n");
    weights.more().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static boolean isDefault(double epsilon) {
    return epsilon == DEFAULT_EPSILON;
  }

  private static String constants(VitArchitecture vit) {
    String all =
        """
            const dim = %d;
            const heads = %d;
            const hidden = %d;
            const classes = %d;
        """
            .formatted(vit.dim(), vit.heads(), vit.hidden(), vit.classes());
    return isDefault(vit.epsilon())
        ? all
        : all + "    const epsilon = " + number(vit.epsilon()) + ";\n";
  }

  private static String input(InputPreparation input) {
    String indent = input.resize().isPresent() || input.crop() ? "\n        " : " ";
    StringBuilder text = new StringBuilder("    input image : ");
    text.append(List.of(input.channels(), input.height(), input.width()));
    input
        .resize()
        .ifPresent(
            size ->
                text.append(indent)
                    .append("resize(size = %d, interpolation = ".formatted(size))
                    .append(input.resampling().name().toLowerCase(Locale.ROOT))
                    .append(")"));
    if (input.crop()) {
      text.append(input.resize().isPresent() ? " " : indent)
          .append("crop(size = ")
          .append(input.height())
          .append(")");
    }
    text.append(indent).append("normalize(scale = ").append(scale(input.scale()));
    text.append(", mean = ").append(list(input.mean()));
    text.append(", std = ").append(list(input.std()));
    return text.append(");\n").toString();
  }

  private static String tokens(Tokens tokens) {
    return switch (tokens) {
      case CLASS -> "prepend_class_token(patches)";
      case DISTILLATION_WITHOUT_HEAD, DISTILLATION ->
          "prepend_class_token(prepend_distillation_token(patches))";
    };
  }

  private static String output(Tokens tokens, String norm) {
    return switch (tokens) {
      case CLASS, DISTILLATION_WITHOUT_HEAD ->
          "    output logits = linear(layer_norm(x%s)[0], classes);\n".formatted(norm);
      case DISTILLATION ->
          """
              n = layer_norm(x%s);
              by_class = linear(n[0], classes, weights = "head");
              by_distillation = linear(n[1], classes, weights = "head_dist");
              output logits = 0.5 * (by_class + by_distillation);
          """
              .formatted(norm);
    };
  }

  /// `1/255` where that is meant.
  private static String scale(double value) {
    long inverse = Math.round(1 / value);
    boolean fraction = inverse > 1 && inverse <= 1 << 16 && Math.abs(value * inverse - 1) < 1e-9;
    return fraction ? "1/" + inverse : number(value);
  }

  private static String list(List<Double> values) {
    return values.stream().map(ModelText::number).collect(Collectors.joining(", ", "[", "]"));
  }

  /// The shortest decimal that reads back as the same number: `0.485`, `1e-12`.
  static String number(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size == 0 || (size >= 1e-4 && size < 1e9)) {
      return exact.toPlainString();
    }
    int exponent = exact.precision() - 1 - exact.scale();
    return exact.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}
