package dev.vitcc.models.weights;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.ModelsCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// Binds the parameters of a model to the tensors of a file, and reports everything that doesn't
/// fit at once.
public final class WeightBinding {
  private static final int MOST_LEFT_OVER = 1_000;

  /// Tensors that the logits don't depend on: the pooler (it feeds no classifier), the token that
  /// stands for masked patches in training, and buffers of indices.
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(.*\\.)?(pooler\\.dense\\.(weight|bias)|embeddings\\.mask_token|mask_token"
              + "|embeddings\\.position_ids|position_ids)");

  private final Checkpoint checkpoint;
  private final Naming naming;
  private final SourceLocation at;
  private final Diagnostics diagnostics;
  private final SequencedMap<String, ParameterShape> parameters = new LinkedHashMap<>();
  private final SequencedMap<String, List<Checkpoint.Entry>> bound = new LinkedHashMap<>();
  private final SequencedSet<String> unused;
  private final List<Missing> missing = new ArrayList<>();

  private record Missing(String stored, ParameterShape parameter) {}

  private WeightBinding(
      Checkpoint checkpoint, Naming naming, SourceLocation at, Diagnostics diagnostics) {
    this.checkpoint = checkpoint;
    this.naming = naming;
    this.at = at;
    this.diagnostics = diagnostics;
    this.unused = new LinkedHashSet<>(checkpoint.names());
  }

  /// What to bind: trained tensors and how they are named, as the weights clause at `at` says.
  public record Clause(Checkpoint checkpoint, Naming naming, SourceLocation at) {}

  /// Binds every parameter; warnings and errors go to `diagnostics`.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException with everything in `diagnostics` if a tensor
  ///   is missing, left over, of the wrong shape, or of an element type that weights can't have
  public static WeightSource bind(
      List<ParameterShape> parameters, Clause clause, Diagnostics diagnostics) {
    WeightBinding binding =
        new WeightBinding(clause.checkpoint(), clause.naming(), clause.at(), diagnostics);
    parameters.forEach(binding::bind);
    binding.checkMap();
    binding.reportMissing();
    binding.reportLeftOver();
    diagnostics.throwIfErrors();
    return new BoundWeights(binding.parameters, binding.bound);
  }

  private void bind(ParameterShape parameter) {
    parameters.put(parameter.name(), parameter);
    List<String> names = naming.parts(parameter.name(), checkpoint.names());
    List<Checkpoint.Entry> parts = new ArrayList<>();
    for (String name : names) {
      Checkpoint.Entry entry = checkpoint.entries().get(name);
      if (entry == null) {
        missing.add(new Missing(name, parameter));
      } else {
        parts.add(entry);
        check(entry.tensor(), parameter, names.size());
      }
      unused.remove(name);
    }
    bound.put(parameter.name(), List.copyOf(parts));
  }

  private void check(StoredTensor part, ParameterShape parameter, int parts) {
    List<Integer> expected = partShape(parameter, parts);
    if (!sameUpToLeadingOnes(expected, part.shape())) {
      error(
          ModelsCode.TENSOR_SHAPE,
          "tensor '%s' has shape %s, the model gives %s shape %s"
              .formatted(part.name(), part.shape(), asParameter(part.name(), parameter), expected));
    } else if (!part.type().readable()) {
      error(ModelsCode.ELEMENT_TYPE, Safetensors.elementTypeMessage(part));
    }
  }

  private void checkMap() {
    if (!(naming instanceof Naming.Explicit explicit)) {
      return;
    }
    for (String key : explicit.names().keySet()) {
      if (parameters.keySet().stream().noneMatch(name -> explicit.maps(key, name))) {
        suggest(
            Diagnostic.error(
                ModelsCode.NAMING, at, "the map names '" + key + "', which the model doesn't have"),
            key,
            parameters.keySet());
      }
    }
  }

  private void reportMissing() {
    boolean otherLayout =
        naming instanceof Naming.Timm
            ? HuggingFaceNames.looksLike(checkpoint.names())
            : naming instanceof Naming.HuggingFace && checkpoint.find("cls_token").isPresent();
    if (otherLayout && !missing.isEmpty()) {
      String other = naming instanceof Naming.Timm ? "huggingface" : "timm";
      error(
          ModelsCode.NAMING,
          "the tensors of '%s' are named as in layout %s, not %s"
              .formatted(checkpoint.title(), other, naming.title()));
    }
    for (Missing m : missing) {
      suggest(
          Diagnostic.error(
              ModelsCode.TENSOR_MISSING,
              at,
              "tensor '%s' is not in '%s', the model needs it for %s"
                  .formatted(m.stored(), checkpoint.title(), m.parameter())),
          m.stored(),
          unused);
    }
  }

  private void reportLeftOver() {
    int reported = 0;
    for (String name : unused) {
      if (HARMLESS.matcher(name).matches()) {
        diagnostics.add(
            Diagnostic.warning(
                ModelsCode.TENSOR_LEFT_OVER,
                at,
                "tensor '%s' is not used, which doesn't change the logits".formatted(name)));
      } else if (++reported <= MOST_LEFT_OVER) {
        error(
            ModelsCode.TENSOR_LEFT_OVER,
            "tensor '%s' %s of '%s' is not used by the model"
                .formatted(name, shapeOf(name), checkpoint.title()));
      }
    }
    if (reported > MOST_LEFT_OVER) {
      error(
          ModelsCode.TENSOR_LEFT_OVER,
          "%d more tensors are not used by the model".formatted(reported - MOST_LEFT_OVER));
    }
  }

  private String shapeOf(String stored) {
    return checkpoint.find(stored).map(t -> t.shape().toString()).orElse("");
  }

  private static String asParameter(String stored, ParameterShape parameter) {
    return stored.equals(parameter.name()) ? "it" : "its part of '" + parameter.name() + "'";
  }

  private static List<Integer> partShape(ParameterShape parameter, int parts) {
    if (parts == 1) {
      return parameter.shape();
    }
    List<Integer> shape = new ArrayList<>(parameter.shape());
    shape.set(0, shape.getFirst() / parts);
    return shape;
  }

  private static boolean sameUpToLeadingOnes(List<Integer> expected, List<Long> found) {
    List<Long> model = expected.stream().map(Integer::longValue).toList();
    return withoutLeadingOnes(model).equals(withoutLeadingOnes(found));
  }

  private static List<Long> withoutLeadingOnes(List<Long> shape) {
    int from = 0;
    while (from < shape.size() - 1 && shape.get(from) == 1) {
      from++;
    }
    return shape.subList(from, shape.size());
  }

  private void error(DiagnosticCode code, String message) {
    diagnostics.add(Diagnostic.error(code, at, message));
  }

  /// Adds a diagnostic, with the name that was probably meant.
  private void suggest(Diagnostic diagnostic, String name, Collection<String> candidates) {
    diagnostics.add(
        Spelling.nearest(name, candidates)
            .map(nearest -> diagnostic.withHint("did you mean '" + nearest + "'?"))
            .orElse(diagnostic));
  }
}
