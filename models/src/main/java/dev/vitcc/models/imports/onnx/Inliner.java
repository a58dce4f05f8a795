package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.onnx.OnnxAttribute;
import dev.vitcc.models.onnx.OnnxFunction;
import dev.vitcc.models.onnx.OnnxModel;
import dev.vitcc.models.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes out the calls of functions that a file defines, as early exporters of PyTorch 2 left
/// them.
final class Inliner {
  private static final int DEEPEST = 16;
  private static final int MOST_NODES = 1 << 18;

  private final Map<String, OnnxFunction> functions = new LinkedHashMap<>();
  private final List<OnnxNode> all = new ArrayList<>();
  private int calls;

  private Inliner(OnnxModel model) {
    model.functions().forEach(f -> functions.put(f.domain() + "." + f.name(), f));
  }

  static List<OnnxNode> inline(OnnxModel model, Problems problems) {
    if (model.functions().isEmpty()) {
      return model.nodes();
    }
    Inliner inliner = new Inliner(model);
    try {
      model.nodes().forEach(node -> inliner.add(node, 0));
    } catch (Unmappable e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return inliner.all;
  }

  private void add(OnnxNode node, int depth) {
    Optional<OnnxFunction> function =
        Optional.ofNullable(functions.get(node.domain() + "." + node.type()));
    if (function.isEmpty()) {
      all.add(node);
      return;
    }
    if (depth == DEEPEST || all.size() > MOST_NODES || calls > MOST_NODES) {
      throw new Unmappable(
          "the functions of the file call one another more than %d deep, or without end"
              .formatted(DEEPEST));
    }
    body(node, function.get(), depth);
  }

  private void body(OnnxNode call, OnnxFunction function, int depth) {
    String prefix = function.name() + "#" + calls++ + "/";
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < function.inputs().size(); i++) {
      names.put(function.inputs().get(i), call.has(i) ? call.inputs().get(i) : "");
    }
    for (int i = 0; i < Math.min(function.outputs().size(), call.outputs().size()); i++) {
      names.put(function.outputs().get(i), call.outputs().get(i));
    }
    for (OnnxNode node : function.nodes()) {
      add(
          new OnnxNode(
              call.name().isEmpty() ? node.name() : call.name() + "/" + node.name(),
              node.type(),
              node.domain(),
              renamed(node.inputs(), names, prefix),
              renamed(node.outputs(), names, prefix),
              attributes(node, call, function)),
          depth + 1);
    }
  }

  private static List<String> renamed(
      List<String> values, Map<String, String> names, String prefix) {
    return values.stream()
        .map(v -> v.isEmpty() ? "" : names.computeIfAbsent(v, name -> prefix + name))
        .toList();
  }

  /// The node's attributes, those that stand for the call's replaced by them.
  private static Map<String, OnnxAttribute> attributes(
      OnnxNode node, OnnxNode call, OnnxFunction function) {
    Map<String, OnnxAttribute> found = new LinkedHashMap<>();
    node.attributes()
        .forEach(
            (name, attribute) -> {
              if (attribute.reference().isEmpty()) {
                found.put(name, attribute);
              } else {
                call.find(attribute.reference())
                    .or(() -> Optional.ofNullable(function.defaults().get(attribute.reference())))
                    .ifPresent(a -> found.put(name, a.named(name)));
              }
            });
    return found;
  }
}
