package dev.vitcc.passes.fold;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.passes.NotOnEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Builds a changed copy of a model, node by node, keeping track of what stands for what.
public final class Rewriter {
  private final Graph source;
  private final GraphBuilder builder;
  private final Map<String, Node> replacements = new LinkedHashMap<>();
  private final Map<String, Node> derived = new LinkedHashMap<>();
  private Parameters parameters;

  public Rewriter(Model model) {
    this.source = model.graph();
    this.builder = new GraphBuilder(source.name());
    this.parameters = model.parameters();
  }

  /// What a rule makes of one node: the node that stands for it from now on.
  public interface Rule {
    Node apply(Node node);
  }

  /// Applies the rule to every node in order and drops what nothing uses any more.
  public Model rewrite(Rule rule) {
    for (Node node : source.nodes()) {
      replacements.put(node.name(), rule.apply(node));
    }
    List<String> outputs = new ArrayList<>();
    for (String output : source.outputs()) {
      outputs.add(now(output).name());
    }
    return new Model(withoutUnused(builder.build(outputs)), parameters);
  }

  public Graph source() {
    return source;
  }

  /// What now stands for operand `index` of a node of the source.
  public Node operand(Node node, int index) {
    return now(node.operands().get(index));
  }

  /// What now stands for a node of the source.
  public Node now(String name) {
    Node node = replacements.get(name);
    if (node == null) {
      throw new IllegalStateException(name + " is not rewritten yet");
    }
    return node;
  }

  /// The same op on what its operands have become.
  public Node copy(Node node) {
    Node[] operands = new Node[node.operands().size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = operand(node, i);
    }
    return add(node, node.op(), operands);
  }

  /// A new op in place of a node: it takes over name and location.
  public Node add(Node origin, TensorOp op, Node... operands) {
    return builder.add(origin.name(), op, origin.location(), operands);
  }

  /// A new op beside a node, of whose location it is.
  public Node add(String name, Node origin, TensorOp op, Node... operands) {
    return builder.add(name, op, origin.location(), operands);
  }

  /// A derived parameter under `key`, computed when asked for; one node serves all who ask.
  public Node parameter(Node origin, String key, TensorType type, Supplier<TensorData> values) {
    if (!parameters.has(key)) {
      parameters = parameters.with(key, values);
    }
    return derived.computeIfAbsent(
        key, k -> builder.add(k, new Parameter(k, type), origin.location()));
  }

  /// A derived real parameter.
  public Node reals(Node origin, String key, TensorType type, Supplier<float[]> values) {
    return parameter(origin, key, type, () -> new TensorData.Reals(type, values.get()));
  }

  /// Keeps values that no node of the graph reads.
  public void beside(UnaryOperator<Parameters> more) {
    parameters = more.apply(parameters);
  }

  public Parameters parameters() {
    return parameters;
  }

  /// The key of a parameter node.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the node is not a parameter
  public static String key(Node node) {
    if (node.op() instanceof Parameter parameter) {
      return parameter.key();
    }
    throw NotOnEngine.because(node, "weights are expected, which are the same for all images");
  }

  /// A graph without the nodes that no output needs; the input stays.
  static Graph withoutUnused(Graph graph) {
    Set<String> needed = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(graph.outputs());
    while (!open.isEmpty()) {
      String name = open.pop();
      if (needed.add(name)) {
        open.addAll(graph.node(name).operands());
      }
    }
    List<Node> kept =
        graph.nodes().stream()
            .filter(n -> needed.contains(n.name()) || n.op() instanceof Input)
            .toList();
    return new Graph(graph.name(), kept, graph.outputs());
  }
}
