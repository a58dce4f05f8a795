package dev.vitcc.models.imports.onnx;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.imports.onnx.EmbeddingMatch.Embedding;
import dev.vitcc.models.imports.onnx.HeadMatch.Head;
import dev.vitcc.models.imports.onnx.RecognisedVit.Extents;
import dev.vitcc.models.imports.onnx.RecognisedVit.FoundScales;
import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.VitMatch.Parts;
import dev.vitcc.models.onnx.OnnxModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// From an ONNX file to the vision transformer in it.
public final class OnnxRecognition {
  private final OnnxModel model;
  private final Problems problems;

  private OnnxRecognition(OnnxModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  /// What the user allows to change.
  ///
  /// @param exactGelu take the exact GELU for the one by tanh
  /// @param recalibrate leave to calibration the steps of activations that vitcc can't have
  public record Allowances(boolean exactGelu, boolean recalibrate) {}

  /// The transformer of a graph; warnings go to `diagnostics`.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException with all that can't be mapped
  public static RecognisedVit recognise(
      OnnxModel model, Allowances allowances, Diagnostics diagnostics) {
    return new OnnxRecognition(model, new Problems(model.file(), diagnostics)).read(allowances);
  }

  private RecognisedVit read(Allowances allowances) {
    GraphReader.Result graph = GraphReader.read(model, problems);
    Parts parts = VitMatch.match(graph.output(), problems, allowances.exactGelu());
    Layers layers = new Layers(parts);
    Extents extents = extents(parts, layers);
    Optional<FoundScales> scales =
        ScalesMatch.match(layers, graph.unused(), problems, allowances.recalibrate());
    problems.throwIfAny();
    SequencedMap<String, Supplier<float[]>> tensors = new LinkedHashMap<>();
    Embedding embedding = parts.embedding();
    tensors.put("cls_token", () -> embedding.before().getFirst());
    if (extents.tokens() == 2) {
      tensors.put("dist_token", () -> embedding.before().getLast());
    }
    tensors.put("pos_embed", embedding::positions);
    tensors.putAll(layers.tensors());
    return new RecognisedVit(extents, tensors, scales);
  }

  private Extents extents(Parts parts, Layers layers) {
    Embedding embedding = parts.embedding();
    List<Integer> image = embedding.patches().image().shape();
    int dim = embedding.patches().shape().get(1);
    List<Head> heads = parts.heads().heads();
    if (heads.size() > embedding.before().size()) {
      problems.add(
          "there are %d heads and %d trained tokens before the patches"
              .formatted(heads.size(), embedding.before().size()));
    }
    for (Layer layer : layers.all()) {
      if (layer.name().endsWith("qkv") && layer.rows() != 3 * dim) {
        problems.add(
            "%s: '%s' gives %d features, expected 3 × %d: attention as wide as the stream"
                .formatted(
                    layer.parts().getFirst().origin().title(), layer.name(), layer.rows(), dim));
      }
    }
    return new Extents(
        image.get(1),
        image.get(2),
        image.get(3),
        embedding.patches().weight().shape().get(2),
        dim,
        parts.blocks().size(),
        same(parts.blocks(), "heads", block -> block.attention().heads()),
        same(
            parts.blocks(),
            "features in the MLP",
            block -> block.mlp().map(m -> m.fc1().numbers().length).orElse(0)),
        same(heads, "classes", head -> head.rows().numbers().length),
        same(List.copyOf(layers.norms().values()), "epsilon in layer norms", LayerNorm::epsilon),
        embedding.before().size(),
        heads.size(),
        embedding.imageScale());
  }

  /// What is the same in all of them.
  private <T, V> V same(List<T> all, String what, Function<T, V> of) {
    List<V> found = all.stream().map(of).distinct().toList();
    if (found.size() > 1) {
      problems.add(
          "not all have the same %s: %s; write such a model by hand".formatted(what, found));
    }
    return found.getFirst();
  }
}
