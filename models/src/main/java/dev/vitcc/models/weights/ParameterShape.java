package dev.vitcc.models.weights;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Parameter;
import java.util.List;

/// A parameter that a model needs: its canonical name (timm's) and its shape.
public record ParameterShape(String name, List<Integer> shape) {
  public ParameterShape {
    shape = List.copyOf(shape);
  }

  public static ParameterShape of(String name, Integer... shape) {
    return new ParameterShape(name, List.of(shape));
  }

  /// The parameter that an op of a graph stands for; its key is the canonical name.
  public static ParameterShape of(Parameter op) {
    return new ParameterShape(op.key(), op.type().shape());
  }

  /// Every parameter of a graph, once, in the order of the graph.
  public static List<ParameterShape> of(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .filter(Parameter.class::isInstance)
        .map(op -> of((Parameter) op))
        .distinct()
        .toList();
  }

  /// The number of elements.
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public String toString() {
    return name + shape;
  }
}
