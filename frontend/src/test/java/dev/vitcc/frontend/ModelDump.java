package dev.vitcc.frontend;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.request.Setting;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the front end made of a model, a fact a line, for the `EXPECT` lines of text cases.
final class ModelDump {
  private ModelDump() {}

  static List<String> of(SourceModel model) {
    List<String> lines = new ArrayList<>();
    model.graph().nodes().forEach(node -> lines.add(node(node)));
    flatten("request", model.request(), lines);
    return lines;
  }

  private static String node(Node node) {
    if (node.op() instanceof Parameter parameter) {
      return "parameter " + parameter.key() + " : " + node.type();
    }
    String text = node.op().toString();
    String attributes = text.substring(text.indexOf('['));
    return node.name()
        + " = "
        + node.op().mnemonic()
        + (attributes.equals("[]") ? "" : attributes)
        + "("
        + String.join(", ", node.operands())
        + ") : "
        + node.type();
  }

  private static void flatten(String path, Object value, List<String> lines) {
    switch (value) {
      case SourceLocation _ -> {}
      case Optional<?> optional -> optional.ifPresent(v -> flatten(path, v, lines));
      case Setting<?> setting -> flatten(path, setting.value(), lines);
      case Record data -> {
        if (data.getClass().isMemberClass()) {
          lines.add(path + ": " + data.getClass().getSimpleName());
        }
        for (RecordComponent component : data.getClass().getRecordComponents()) {
          flatten(path + "." + component.getName(), read(component.getAccessor(), data), lines);
        }
      }
      case List<?> list when list.stream().anyMatch(Record.class::isInstance) -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(path + "[" + i + "]", list.get(i), lines);
        }
      }
      case Map<?, ?> map -> map.forEach((key, v) -> flatten(path + "." + key, v, lines));
      default -> lines.add(path + " = " + value);
    }
  }

  private static Object read(Method accessor, Object from) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(from);
    } catch (ReflectiveOperationException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
