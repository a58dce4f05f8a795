package dev.vitcc.models.onnx;

import java.util.List;

/// An op that the file itself defines by others.
public record OnnxFunction(
    String name, String domain, List<String> inputs, List<String> outputs, List<OnnxNode> nodes) {
  public OnnxFunction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
  }
}
