package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.generate.RandomOps;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Draws edits that a graph has a place for: what an op takes is tried with its own inference.
public final class DrawEdit {
  private static final int MOST_TRIES = 200;
  private static final int MOST_OPERANDS = 3;
  private static final int OPS_TRIED = 4;
  private static final int OPERANDS_TRIED = 30;
  private static final int MOST_COLUMNS = 64;

  private final Random random;
  private final Steering steering;

  public DrawEdit(Random random, Steering steering) {
    this.random = random;
    this.steering = steering;
  }

  /// An edit with the graph that it makes; empty if none was found in many tries.
  public Optional<Drawn> draw(Graph graph, String name) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Drawn> drawn =
          any(graph, name)
              .filter(edit -> steering.isWorthwhile(edit, random))
              .flatMap(edit -> edit.apply(graph).map(result -> new Drawn(edit, result)))
              .filter(found -> !found.graph().equals(graph));
      if (drawn.isPresent()) {
        return drawn;
      }
    }
    return Optional.empty();
  }

  public record Drawn(Edit edit, Graph graph) {}

  private Optional<Edit> any(Graph graph, String name) {
    List<Node> computed = graph.nodes().stream().filter(node -> !isParameter(node)).toList();
    Node node = of(computed);
    return switch (random.nextInt(10)) {
      case 0, 1 -> Optional.of(new Edit.Delete(node.name(), node.op().mnemonic()));
      case 2, 3 -> replace(graph, node);
      case 4, 5 -> rewire(graph, computed, node);
      case 6, 7 -> extent(graph);
      default -> insert(graph, computed, node, name);
    };
  }

  private Optional<Edit> replace(Graph graph, Node node) {
    List<TensorType> types =
        node.operands().stream().map(operand -> graph.node(operand).type()).toList();
    RandomOps ops = new RandomOps(random, graph);
    for (int i = 0; i < OPS_TRIED; i++) {
      boolean isSame = random.nextBoolean();
      Optional<TensorOp> op = isSame ? ops.like(node.op()) : ops.any();
      if (op.flatMap(one -> inferred(one, types)).filter(node.type()::equals).isPresent()) {
        return Optional.of(new Edit.Replace(node.name(), op.get(), op.get().mnemonic()));
      }
    }
    return Optional.empty();
  }

  private Optional<Edit> rewire(Graph graph, List<Node> computed, Node node) {
    if (node.operands().isEmpty()) {
      return Optional.empty();
    }
    int operand = random.nextInt(node.operands().size());
    TensorType type = graph.operand(node, operand).type();
    List<Node> others =
        computed.subList(0, computed.indexOf(node)).stream()
            .filter(other -> other.type().equals(type))
            .filter(other -> !other.name().equals(node.operands().get(operand)))
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Edit.Rewire(node.name(), operand, of(others).name(), node.op().mnemonic()));
  }

  /// Rows of a matrix, so that a layer has more or fewer columns; a few of them as often as not.
  private Optional<Edit> extent(Graph graph) {
    List<Node> parameters = graph.nodes().stream().filter(DrawEdit::isParameter).toList();
    Node parameter = of(parameters);
    int axis = random.nextInt(parameter.type().rank());
    int extent = parameter.type().dim(axis);
    int other =
        switch (random.nextInt(4)) {
          case 0 -> 1 + random.nextInt(MOST_COLUMNS);
          case 1 -> extent + 1 + random.nextInt(4);
          case 2 -> Math.min(extent * (2 + random.nextInt(2)), 4 * MOST_COLUMNS);
          default -> 1 + random.nextInt(extent);
        };
    Node user = graph.uses().getOrDefault(parameter.name(), List.of(parameter)).getFirst();
    return Optional.of(
        new Edit.Extent(parameter.name(), axis, other, user.op().mnemonic() + " " + axis));
  }

  private Optional<Edit> insert(Graph graph, List<Node> computed, Node after, String name) {
    Optional<TensorOp> op = new RandomOps(random, graph).any();
    if (op.isEmpty()) {
      return Optional.empty();
    }
    List<Node> users = graph.uses().getOrDefault(after.name(), List.of());
    Optional<String> user =
        users.size() > 1 && random.nextBoolean() ? Optional.of(of(users).name()) : Optional.empty();
    List<Node> earlier = computed.subList(0, computed.indexOf(after) + 1);
    for (int i = 0; i < OPERANDS_TRIED; i++) {
      int count = 1 + random.nextInt(MOST_OPERANDS);
      List<Edit.Insert.Operand> operands = new ArrayList<>();
      List<TensorType> types = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        boolean isThere = k == 0 || random.nextBoolean();
        Node other = k == 0 && random.nextInt(4) > 0 ? after : of(earlier);
        TensorType type = isThere ? other.type() : parameterType(after.type());
        types.add(type);
        String key =
            name + "." + op.get().mnemonic() + "." + k + (type.rank() > 1 ? ".weight" : ".bias");
        operands.add(
            isThere ? new Edit.Insert.There(other.name()) : new Edit.Insert.Fresh(key, type));
      }
      if (inferred(op.get(), types).isPresent()) {
        return Optional.of(
            new Edit.Insert(
                name + "." + op.get().mnemonic(), after.name(), user, op.get(), operands));
      }
    }
    return Optional.empty();
  }

  private TensorType parameterType(TensorType beside) {
    List<Integer> shape = new ArrayList<>();
    int rank = 1 + random.nextInt(2);
    for (int axis = 0; axis < rank; axis++) {
      boolean isKnown = random.nextInt(3) > 0;
      shape.add(isKnown ? of(beside.shape()) : 1 + random.nextInt(MOST_COLUMNS / 2));
    }
    return new TensorType(ElementType.F32, shape);
  }

  private static Optional<TensorType> inferred(TensorOp op, List<TensorType> types) {
    try {
      return Optional.of(op.infer(types));
    } catch (ShapeException | IllegalArgumentException unfitting) {
      return Optional.empty();
    }
  }

  private static boolean isParameter(Node node) {
    return node.op() instanceof Parameter;
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
