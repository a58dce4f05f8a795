package dev.vitcc.models.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an ONNX file holds.
///
/// @param file as the user named it
/// @param opsets version by domain
/// @param nodes in an order in which each comes after what it needs, if the writer was right
public record OnnxModel(
    String file,
    Map<String, Long> opsets,
    List<OnnxNode> nodes,
    Map<String, OnnxTensor> initializers,
    List<OnnxValue> inputs,
    List<OnnxValue> outputs,
    List<OnnxFunction> functions) {
  public OnnxModel {
    opsets = Collections.unmodifiableMap(new LinkedHashMap<>(opsets));
    nodes = List.copyOf(nodes);
    initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    functions = List.copyOf(functions);
  }
}
