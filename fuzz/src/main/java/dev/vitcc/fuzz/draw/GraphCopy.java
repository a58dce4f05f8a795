package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds a changed copy of a graph: every type is inferred anew, and parameters take the extents
/// that the changed operands beside them ask for, as far as the op's own inference accepts any.
final class GraphCopy {
  private final Graph source;
  private final GraphBuilder builder;
  private final Map<String, Node> now = new LinkedHashMap<>();
  private final Map<String, TensorType> given;

  /// @param given types of parameters that are other than in the source
  GraphCopy(Graph source, Map<String, TensorType> given) {
    this.source = source;
    this.builder = new GraphBuilder(source.name());
    this.given = Map.copyOf(given);
  }

  /// The node with what now stands for its operands.
  ///
  /// @throws ShapeException if they don't fit
  void copy(Node node) {
    copy(node, node.op(), node.operands());
  }

  /// The same with another op or other operands.
  void copy(Node node, TensorOp op, List<String> operands) {
    if (op instanceof Parameter) {
      return; // as soon as it is used
    }
    now.put(node.name(), builder.add(node.name(), op, node.location(), fitting(op, operands)));
  }

  /// A node that isn't in the source; operands are names of the source.
  Node add(String name, TensorOp op, List<Node> operands) {
    return builder.add(name, op, SourceLocation.NONE, operands.toArray(Node[]::new));
  }

  Node parameter(String key, TensorType type) {
    return builder.add(key, new Parameter(key, type), SourceLocation.NONE);
  }

  /// What stands for a node of the source, from now on.
  void put(String name, Node node) {
    now.put(name, node);
  }

  /// What stands for a node of the source.
  Node now(String name) {
    Node node = now.get(name);
    if (node == null) {
      Node original = source.node(name);
      if (!(original.op() instanceof Parameter parameter)) {
        throw new ShapeException(name + " is not there yet");
      }
      TensorType type = given.getOrDefault(name, parameter.type());
      node = parameter(parameter.key(), type);
      now.put(name, node);
    }
    return node;
  }

  /// The copy, without what nothing uses.
  Graph finish() {
    List<String> outputs = source.outputs().stream().map(name -> now(name).name()).toList();
    Graph whole = builder.build(outputs);
    Set<String> used = new LinkedHashSet<>(outputs);
    for (Node node : whole.nodes().reversed()) {
      if (used.contains(node.name())) {
        used.addAll(node.operands());
      }
    }
    List<Node> kept = whole.nodes().stream().filter(node -> used.contains(node.name())).toList();
    return new Graph(whole.name(), kept, outputs);
  }

  private Node[] fitting(TensorOp op, List<String> operands) {
    List<List<TensorType>> choices = new ArrayList<>();
    Map<Integer, Integer> extents = changedExtents(operands);
    for (String operand : operands) {
      choices.add(choices(operand, extents));
    }
    List<TensorType> types = first(op, choices, new ArrayList<>());
    Node[] nodes = new Node[operands.size()];
    for (int i = 0; i < nodes.length; i++) {
      String name = operands.get(i);
      if (isOpen(name)) {
        Parameter parameter = (Parameter) source.node(name).op();
        now.put(name, parameter(parameter.key(), types.get(i)));
      }
      nodes[i] = now(name);
    }
    return nodes;
  }

  /// A parameter that nothing used so far.
  private boolean isOpen(String name) {
    return !now.containsKey(name) && source.node(name).op() instanceof Parameter;
  }

  private Map<Integer, Integer> changedExtents(List<String> operands) {
    Map<Integer, Integer> changed = new LinkedHashMap<>();
    for (String operand : operands) {
      TensorType before = source.node(operand).type();
      TensorType after =
          isOpen(operand) ? given.getOrDefault(operand, before) : now(operand).type();
      for (int axis = 0; axis < Math.min(before.rank(), after.rank()); axis++) {
        if (before.dim(axis) != after.dim(axis)) {
          changed.put(before.dim(axis), after.dim(axis));
        }
      }
    }
    return changed;
  }

  /// The types that an operand may have, the usual one first.
  private List<TensorType> choices(String name, Map<Integer, Integer> extents) {
    if (!isOpen(name)) {
      return List.of(now(name).type());
    }
    TensorType usual = given.getOrDefault(name, source.node(name).type());
    Set<TensorType> types = new LinkedHashSet<>(List.of(usual));
    for (int axes = 1; axes < 1 << usual.rank(); axes++) {
      List<Integer> shape = new ArrayList<>(usual.shape());
      for (int axis = 0; axis < shape.size(); axis++) {
        if ((axes >> axis & 1) == 1) {
          shape.set(axis, extents.getOrDefault(shape.get(axis), shape.get(axis)));
        }
      }
      types.add(new TensorType(usual.element(), shape));
    }
    return List.copyOf(types);
  }

  private static List<TensorType> first(
      TensorOp op, List<List<TensorType>> choices, List<TensorType> chosen) {
    if (chosen.size() == choices.size()) {
      op.infer(chosen);
      return List.copyOf(chosen);
    }
    ShapeException last = new ShapeException("nothing to choose from");
    for (TensorType type : choices.get(chosen.size())) {
      List<TensorType> more = new ArrayList<>(chosen);
      more.add(type);
      try {
        return first(op, choices, more);
      } catch (ShapeException refused) {
        last = refused;
      }
    }
    throw last;
  }
}
