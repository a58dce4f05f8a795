package dev.vitcc.cli.output;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON that people read too: what fits on a line stands on one.
public final class JsonText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WIDTH = 100;
  private static final String STEP = "  ";

  private JsonText() {}

  /// The text, with a line feed at the end.
  public static String print(JsonNode node) {
    StringBuilder out = new StringBuilder();
    print(node, "", out);
    return out.append('\n').toString();
  }

  private static void print(JsonNode node, String indent, StringBuilder out) {
    String flat = flat(node);
    if (!node.isContainer() || node.isEmpty() || fits(node, indent, flat)) {
      out.append(flat);
    } else if (node.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> entries = node.properties().iterator();
      out.append("{\n");
      while (entries.hasNext()) {
        Map.Entry<String, JsonNode> entry = entries.next();
        out.append(indent).append(STEP).append(quoted(entry.getKey())).append(": ");
        print(entry.getValue(), indent + STEP, out);
        out.append(entries.hasNext() ? ",\n" : "\n");
      }
      out.append(indent).append('}');
    } else {
      Iterator<JsonNode> elements = node.values().iterator();
      out.append("[\n");
      while (elements.hasNext()) {
        out.append(indent).append(STEP);
        print(elements.next(), indent + STEP, out);
        out.append(elements.hasNext() ? ",\n" : "\n");
      }
      out.append(indent).append(']');
    }
  }

  /// The outermost container and containers of containers are always spread out.
  private static boolean fits(JsonNode node, String indent, String flat) {
    boolean deep = node.values().stream().anyMatch(JsonNode::isContainer);
    return !indent.isEmpty() && !deep && indent.length() + flat.length() <= WIDTH;
  }

  private static String flat(JsonNode node) {
    if (!node.isContainer() || node.isEmpty()) {
      return JSON.writeValueAsString(node);
    }
    StringBuilder out = new StringBuilder(node.isObject() ? "{" : "[");
    String separator = "";
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        out.append(separator).append(quoted(entry.getKey())).append(": ");
        out.append(flat(entry.getValue()));
        separator = ", ";
      }
      return out.append('}').toString();
    }
    for (JsonNode element : node.values()) {
      out.append(separator).append(flat(element));
      separator = ", ";
    }
    return out.append(']').toString();
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }
}
