package dev.vitcc.models.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An op that the file itself defines by others.
///
/// @param defaults attributes of calls that don't give them
public record OnnxFunction(
    String name,
    String domain,
    List<String> inputs,
    List<String> outputs,
    List<OnnxNode> nodes,
    Map<String, OnnxAttribute> defaults) {
  public OnnxFunction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
  }
}
