package dev.vitcc.ir.text;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a graph as text that `GraphParser` reads back as the same graph.
public final class GraphPrinter {
  private GraphPrinter() {}

  /// The text form of a graph, ending with a line feed.
  public static String print(Graph graph) {
    StringBuilder out = new StringBuilder();
    out.append("graph ").append(graph.name()).append(" {\n");
    for (Node node : graph.nodes()) {
      out.append("  ").append(print(node)).append('\n');
    }
    out.append("  return");
    if (!graph.outputs().isEmpty()) {
      out.append(' ').append(names(graph.outputs()));
    }
    return out.append("\n}\n").toString();
  }

  /// The line of one node, without indentation.
  public static String print(Node node) {
    StringBuilder out = new StringBuilder();
    out.append('%').append(node.name()).append(" = ").append(node.op().mnemonic());
    if (!node.operands().isEmpty()) {
      out.append('(').append(names(node.operands())).append(')');
    }
    String attributes = OpText.printAttributes(node.op());
    if (!attributes.isEmpty()) {
      out.append(' ').append(attributes);
    }
    out.append(" : ").append(node.type());
    if (!node.location().equals(SourceLocation.NONE)) {
      out.append(" @ ").append(print(node.location()));
    }
    return out.toString();
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "%" + name).collect(Collectors.joining(", "));
  }

  private static String print(SourceLocation location) {
    String file = Quoted.quote(location.file());
    if (location.equals(SourceLocation.ofFile(location.file()))) {
      return file;
    }
    String position = file + ":" + location.line() + ":" + location.column();
    return location.length() == 1 ? position : position + "+" + location.length();
  }
}
