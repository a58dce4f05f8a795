package dev.vitcc.frontend.check;

import static dev.vitcc.frontend.check.Signature.named;
import static dev.vitcc.frontend.check.Signature.optional;
import static dev.vitcc.frontend.check.Signature.required;

import dev.vitcc.frontend.check.Signature.Formal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The functions of the language; docs/language.md describes each.
enum Builtin {
  PATCH_EMBED(required("image"), required("patch"), required("dim"), named("weights")),
  PREPEND_CLASS_TOKEN(required("x"), named("weights")),
  PREPEND_DISTILLATION_TOKEN(required("x"), named("weights")),
  ADD_POSITION(required("x"), named("weights")),
  LAYER_NORM(required("x"), optional("epsilon"), named("weights")),
  LINEAR(required("x"), required("features"), named("weights")),
  ATTENTION(required("x"), required("heads"), named("weights")),
  MLP(required("x"), required("hidden"), optional("activation"), named("weights")),
  GELU(required("x")),
  SOFTMAX(required("x")),
  MATMUL(required("a"), required("b"), optional("transposed")),
  SPLIT_HEADS(required("x"), required("heads"), optional("part"), optional("parts")),
  MERGE_HEADS(required("x"));

  private final List<Formal> formals;

  Builtin(Formal... formals) {
    this.formals = List.of(formals);
  }

  /// The function as it is written.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Signature signature() {
    return new Signature(word(), formals);
  }

  static Optional<Builtin> find(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Builtin::word).toList();
  }
}
