package dev.vitcc.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the script for bash knows.
///
/// @param commandPattern of all commands, for `case`
record BashCompletion(
    List<BashValue> values,
    List<BashCommand> commands,
    String commandPattern,
    String commandWords) {

  /// What follows an option, or stands in the place of an argument.
  record BashValue(String pattern, String kind, String words) {}

  /// The names of a command's options.
  record BashCommand(String name, String options) {}

  static BashCompletion of(List<Shape> shapes) {
    List<BashValue> values = new ArrayList<>();
    for (Shape shape : shapes) {
      shape.options().stream()
          .filter(option -> !option.isFlag())
          .forEach(option -> values.add(value(pattern(shape, option.names()), option.values())));
      shape.arguments().forEach(each -> values.add(value(pattern(shape, ARGUMENT), each)));
      if (shape.arguments().isEmpty()) {
        values.add(value(pattern(shape, ARGUMENT), NONE));
      }
    }
    List<String> names = shapes.stream().skip(1).map(Shape::name).toList();
    return new BashCompletion(
        values,
        shapes.stream().map(BashCompletion::command).toList(),
        String.join(" | ", names),
        String.join(" ", names));
  }

  private static final List<String> ARGUMENT = List.of("ARGUMENT");
  private static final Values NONE = new Values(Values.Kind.NOTHING, List.of());

  private static BashValue value(String pattern, Values values) {
    return new BashValue(pattern, values.kind().word(), values.joined(" "));
  }

  private static String pattern(Shape shape, List<String> names) {
    return names.stream()
        .map(name -> "'" + shape.name() + " " + name + "'")
        .collect(Collectors.joining(" | "));
  }

  private static BashCommand command(Shape shape) {
    return new BashCommand(
        shape.name(),
        shape.options().stream()
            .flatMap(option -> option.names().stream())
            .collect(Collectors.joining(" ")));
  }
}
