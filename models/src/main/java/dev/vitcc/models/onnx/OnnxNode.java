package dev.vitcc.models.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One operation.
///
/// @param domain empty for ONNX's own ops
/// @param inputs names of values; an empty one is an input that was left out
public record OnnxNode(
    String name,
    String type,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, OnnxAttribute> attributes) {
  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /// How messages call it: its name, or what it gives if it has none.
  public String title() {
    String called = name.isEmpty() && !outputs.isEmpty() ? "→" + outputs.getFirst() : name;
    return "node '%s' (%s)".formatted(called.replaceAll("\\p{Cntrl}", "?"), fullType());
  }

  /// The op's name with its domain.
  public String fullType() {
    return (domain.isEmpty() ? type : domain + "." + type).replaceAll("\\p{Cntrl}", "?");
  }

  /// Whether an input is given.
  public boolean has(int input) {
    return input < inputs.size() && !inputs.get(input).isEmpty();
  }

  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  public long number(String attribute, long otherwise) {
    return find(attribute).map(OnnxAttribute::number).orElse(otherwise);
  }

  public double real(String attribute, double otherwise) {
    return find(attribute).map(a -> (double) a.real()).orElse(otherwise);
  }

  public String text(String attribute, String otherwise) {
    return find(attribute).map(OnnxAttribute::text).orElse(otherwise);
  }

  public Optional<List<Long>> numbers(String attribute) {
    return find(attribute).map(OnnxAttribute::numbers);
  }

  public Optional<OnnxAttribute> find(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }
}
