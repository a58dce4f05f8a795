package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.TensorOp;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// Appends nodes to the graph under readable names, and turns shape errors into diagnostics.
final class GraphEmitter {
  private static final int MAX_NODES = 50_000;
  private static final BigInteger MOST_VALUES = BigInteger.valueOf(Integer.MAX_VALUE);

  private final GraphBuilder builder;
  private final WeightNames names;
  private final Places places;
  private final Reporter reporter;
  private final Map<String, Integer> uses = new LinkedHashMap<>();
  private final Set<SourceLocation> tooLarge = new LinkedHashSet<>();
  private int nodes;

  GraphEmitter(String model, WeightNames names, Places places, Reporter reporter) {
    this.builder = new GraphBuilder(model);
    this.names = names;
    this.places = places;
    this.reporter = reporter;
  }

  /// The value that some nodes compute; unknown if their shapes do not fit, which is reported.
  Value checked(SourceLocation where, Supplier<Node> nodesOf) {
    if (nodes > MAX_NODES) {
      reporter.error(
          FrontendCode.MODEL_TOO_LARGE,
          where,
          "the model is too large: more than " + MAX_NODES + " operations");
      return Value.UNKNOWN;
    }
    try {
      return new Value.Tensor(nodesOf.get());
    } catch (ShapeException problem) {
      reporter.error(FrontendCode.SHAPES_DIFFER, where, message(problem));
      return Value.UNKNOWN;
    }
  }

  private static String message(ShapeException problem) {
    return Objects.requireNonNullElse(problem.getMessage(), "shapes do not fit");
  }

  /// A node, named after the block that it is in: `block0.attention.qkv`.
  ///
  /// @throws ShapeException if the operands do not fit
  Node add(String name, TensorOp op, SourceLocation where, Node... operands) {
    nodes++;
    return held(
        builder.add(numbered(names.path(places.current()) + name), op, where, operands), operands);
  }

  /// The name, with a number behind it from the second use on: `block0.add`, `block0.add.1`.
  private String numbered(String name) {
    int before = uses.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + "." + before;
  }

  /// A node outside of every block.
  Node addAtTop(String name, TensorOp op, SourceLocation where, Node... operands) {
    return held(builder.add(name, op, where, operands), operands);
  }

  /// A node as it is; if it has too many values, and none of its operands has, that is reported.
  private Node held(Node node, Node... operands) {
    boolean isCause = Arrays.stream(operands).allMatch(GraphEmitter::isHeld);
    if (!isHeld(node) && isCause && tooLarge.add(node.location())) {
      reporter.error(
          FrontendCode.MODEL_TOO_LARGE,
          node.location(),
          String.format(
              Locale.ROOT,
              "%s has %,d values, and a tensor has at most %,d",
              node.type(),
              values(node),
              MOST_VALUES));
    }
    return node;
  }

  private static boolean isHeld(Node node) {
    return values(node).compareTo(MOST_VALUES) <= 0;
  }

  private static BigInteger values(Node node) {
    return node.type().shape().stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /// A trained tensor, named as its key.
  Node parameter(String key, SourceLocation where, int... shape) {
    Parameter parameter = new Parameter(key, TensorType.of(ElementType.F32, shape));
    return held(builder.add(key, parameter, where));
  }

  Graph build(List<String> outputs) {
    return builder.build(outputs);
  }
}
