package dev.vitcc.models.onnx;

import java.util.List;
import java.util.Optional;

/// An attribute of a node; which field counts is for the op to know.
///
/// @param reference in a function: the attribute of the call that it stands for
/// @param subgraph whether it holds a graph, of which nothing is read
public record OnnxAttribute(
    String name,
    float real,
    long number,
    String text,
    Optional<OnnxTensor> tensor,
    List<Float> reals,
    List<Long> numbers,
    String reference,
    boolean subgraph) {
  public OnnxAttribute {
    reals = List.copyOf(reals);
    numbers = List.copyOf(numbers);
  }

  /// The same under another name.
  public OnnxAttribute named(String other) {
    return new OnnxAttribute(
        other, real, number, text, tensor, reals, numbers, reference, subgraph);
  }
}
