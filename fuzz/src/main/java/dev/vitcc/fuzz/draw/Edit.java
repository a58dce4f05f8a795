package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A change of a real graph, which can be made of any graph that has the nodes it names.
public sealed interface Edit {

  /// What it is done with, for the tally: the op's mnemonic.
  String kind();

  /// The graph after it; empty if it has no place there.
  Optional<Graph> apply(Graph graph);

  /// Uses of a node get its first operand of the same type.
  record Delete(String node, String kind) implements Edit {
    @Override
    public Optional<Graph> apply(Graph graph) {
      return attempt(graph, List.of(node), () -> deleted(graph));
    }

    private Graph deleted(Graph graph) {
      GraphCopy copy = new GraphCopy(graph, Map.of());
      for (Node each : graph.nodes()) {
        if (each.name().equals(node)) {
          copy.put(node, copy.now(sameType(graph, each)));
        } else {
          copy.copy(each);
        }
      }
      return copy.finish();
    }

    private static String sameType(Graph graph, Node deleted) {
      return deleted.operands().stream()
          .filter(operand -> graph.node(operand).type().equals(deleted.type()))
          .findFirst()
          .orElseThrow(() -> new ShapeException("nothing can take its place"));
    }
  }

  /// A node computes something else of the same operands.
  record Replace(String node, TensorOp op, String kind) implements Edit {
    @Override
    public Optional<Graph> apply(Graph graph) {
      return attempt(
          graph,
          List.of(node),
          () -> {
            GraphCopy copy = new GraphCopy(graph, Map.of());
            for (Node each : graph.nodes()) {
              boolean changes = each.name().equals(node);
              copy.copy(each, changes ? op : each.op(), each.operands());
            }
            return copy.finish();
          });
    }
  }

  /// An operand comes from elsewhere.
  record Rewire(String node, int operand, String other, String kind) implements Edit {
    @Override
    public Optional<Graph> apply(Graph graph) {
      return attempt(
          graph,
          List.of(node, other),
          () -> {
            GraphCopy copy = new GraphCopy(graph, Map.of());
            for (Node each : graph.nodes()) {
              List<String> operands = new ArrayList<>(each.operands());
              if (each.name().equals(node)) {
                operands.set(operand, other);
              }
              copy.copy(each, each.op(), operands);
            }
            return copy.finish();
          });
    }
  }

  /// A parameter has another extent, and whatever is beside and behind it.
  record Extent(String parameter, int axis, int extent, String kind) implements Edit {
    @Override
    public Optional<Graph> apply(Graph graph) {
      return attempt(
          graph,
          List.of(parameter),
          () -> {
            TensorType type = graph.node(parameter).type();
            List<Integer> shape = new ArrayList<>(type.shape());
            shape.set(axis, extent);
            TensorType other = new TensorType(type.element(), shape);
            GraphCopy copy = new GraphCopy(graph, Map.of(parameter, other));
            graph.nodes().forEach(copy::copy);
            return copy.finish();
          });
    }
  }

  /// A new node between another and its uses; where its result is of another width, a linear layer
  /// brings it back.
  ///
  /// @param after the node whose uses get the result
  /// @param user the one use that does; none named: all of them
  record Insert(
      String name, String after, Optional<String> user, TensorOp op, List<Operand> operands)
      implements Edit {
    public Insert {
      operands = List.copyOf(operands);
    }

    /// A node that is there, or a new parameter.
    public sealed interface Operand {}

    /// @param node that is there
    public record There(String node) implements Operand {}

    /// @param key of a new parameter
    public record Fresh(String key, TensorType type) implements Operand {}

    @Override
    public String kind() {
      return op.mnemonic();
    }

    @Override
    public Optional<Graph> apply(Graph graph) {
      List<String> needed = new ArrayList<>(List.of(after));
      user.ifPresent(needed::add);
      for (Operand operand : operands) {
        if (operand instanceof There(String node)) {
          needed.add(node);
        }
      }
      return attempt(graph, needed, () -> inserted(graph));
    }

    private Graph inserted(Graph graph) {
      GraphCopy copy = new GraphCopy(graph, Map.of());
      for (Node each : graph.nodes()) {
        boolean isOnly = user.filter(each.name()::equals).isPresent();
        Node before =
            isOnly ? copy.now(after) : new Node("", op, List.of(), each.type(), each.location());
        if (isOnly) {
          copy.put(after, result(copy, graph));
        }
        copy.copy(each);
        if (isOnly) {
          copy.put(after, before);
        } else if (user.isEmpty() && each.name().equals(after)) {
          copy.put(after, result(copy, graph));
        }
      }
      return copy.finish();
    }

    private Node result(GraphCopy copy, Graph graph) {
      List<Node> nodes = new ArrayList<>();
      for (Operand operand : operands) {
        nodes.add(
            switch (operand) {
              case There(String node) -> copy.now(node);
              case Fresh(String key, TensorType type) -> copy.parameter(key, type);
            });
      }
      Node result = copy.add(name, op, nodes);
      TensorType wanted = graph.node(after).type();
      if (result.type().equals(wanted)) {
        return result;
      }
      if (result.type().rank() != 2 || wanted.rank() != 2) {
        throw new ShapeException("its result is " + result.type() + ", not " + wanted);
      }
      int columns = wanted.dim(1);
      TensorType weight = new TensorType(wanted.element(), List.of(columns, result.type().dim(1)));
      TensorType bias = new TensorType(wanted.element(), List.of(columns));
      return copy.add(
          name + ".back",
          new Linear(),
          List.of(
              result,
              copy.parameter(name + ".back.weight", weight),
              copy.parameter(name + ".back.bias", bias)));
    }
  }

  /// Makes a graph.
  interface Making {
    Graph make();
  }

  private static Optional<Graph> attempt(Graph graph, List<String> needed, Making making) {
    if (!needed.stream().allMatch(graph::contains)) {
      return Optional.empty();
    }
    try {
      return Optional.of(making.make());
    } catch (ShapeException unfitting) {
      return Optional.empty();
    }
  }
}
