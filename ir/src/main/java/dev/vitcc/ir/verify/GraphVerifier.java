package dev.vitcc.ir.verify;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.Severity;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks that a graph keeps the rules that every pass relies on.
///
/// `Graph` itself refuses nodes that are used before they are defined or defined twice, and outputs
/// that are not there. This checks the rest: names that the text form can hold, types equal to what
/// the ops infer and small enough to be held, an output, no more than one input, parameters with
/// keys of their own. A node that nothing uses is a warning.
public final class GraphVerifier {
  private GraphVerifier() {}

  /// Everything that is wrong or untidy, in graph order.
  public static List<Finding> findings(Graph graph) {
    List<Finding> findings = new ArrayList<>();
    if (!isName(graph.name()) || !isLetter(graph.name().charAt(0))) {
      findings.add(Finding.error("graph", "illegal name \"" + graph.name() + "\""));
    }
    for (Node node : graph.nodes()) {
      if (!isName(node.name())) {
        findings.add(Finding.error(node.name(), "illegal name \"" + node.name() + "\""));
      }
      checkType(graph, node, findings);
    }
    checkPorts(graph, findings);
    checkParameters(graph, findings);
    checkUses(graph, findings);
    return findings;
  }

  /// Makes sure that no finding is an error.
  ///
  /// @param pass who made the graph, for the message
  /// @throws VerificationException with all errors
  public static void verify(String pass, Graph graph) {
    List<Finding> errors =
        findings(graph).stream().filter(each -> each.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new VerificationException(pass, errors);
    }
  }

  /// Whether a name has letters, digits, `_` and `.` only, and one of them at least.
  private static boolean isName(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '.');
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static void checkType(Graph graph, Node node, List<Finding> findings) {
    List<TensorType> operands =
        node.operands().stream().map(each -> graph.node(each).type()).toList();
    try {
      TensorType inferred = node.op().infer(operands);
      if (!inferred.equals(node.type())) {
        findings.add(
            Finding.error(node.name(), "has type " + node.type() + ", inferred is " + inferred));
      }
      if (node.type().size() > Integer.MAX_VALUE) {
        findings.add(Finding.error(node.name(), "has more than 2^31 - 1 elements: " + node.type()));
      }
    } catch (ShapeException | IllegalArgumentException refused) {
      findings.add(Finding.error(node.name(), String.valueOf(refused.getMessage())));
    } catch (ArithmeticException overflow) {
      findings.add(Finding.error(node.name(), "has more than 2^63 elements: " + node.type()));
    }
  }

  private static void checkPorts(Graph graph, List<Finding> findings) {
    if (graph.outputs().isEmpty()) {
      findings.add(Finding.error(graph.name(), "returns nothing"));
    }
    Set<String> outputs = new LinkedHashSet<>();
    for (String output : graph.outputs()) {
      if (!outputs.add(output)) {
        findings.add(Finding.error(output, "is returned twice"));
      }
    }
    List<Node> inputs = graph.nodes().stream().filter(n -> n.op() instanceof Input).toList();
    for (Node second : inputs.subList(Math.min(1, inputs.size()), inputs.size())) {
      findings.add(
          Finding.error(second.name(), "is a second input, beside " + inputs.get(0).name()));
    }
  }

  private static void checkParameters(Graph graph, List<Finding> findings) {
    Map<String, String> owners = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Parameter parameter) {
        String owner = owners.putIfAbsent(parameter.key(), node.name());
        if (owner != null) {
          findings.add(
              Finding.error(
                  node.name(), "has the key of " + owner + ", \"" + parameter.key() + "\""));
        }
        if (parameter.key().isEmpty()) {
          findings.add(Finding.error(node.name(), "has an empty key"));
        }
      }
    }
  }

  private static void checkUses(Graph graph, List<Finding> findings) {
    Set<String> used = new LinkedHashSet<>(graph.outputs());
    graph.nodes().forEach(node -> used.addAll(node.operands()));
    for (Node node : graph.nodes()) {
      if (!used.contains(node.name()) && !(node.op() instanceof Input)) {
        findings.add(Finding.warning(node.name(), "is never used"));
      }
    }
  }
}
