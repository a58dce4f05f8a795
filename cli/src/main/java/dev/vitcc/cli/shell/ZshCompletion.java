package dev.vitcc.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the script for zsh knows: arguments as `_arguments` takes them.
///
/// @param arguments of vitcc without a command
record ZshCompletion(List<ZshCommand> commands, String commandPattern, List<Line> arguments) {

  /// A command with its line in the list of commands.
  record ZshCommand(String name, String summary, List<Line> arguments) {}

  static ZshCompletion of(List<Shape> shapes) {
    List<Line> root = new ArrayList<>(options(shapes.getFirst()));
    root.add(new Line("'1:command or model:_vitcc_first'"));
    List<ZshCommand> commands = shapes.stream().skip(1).map(ZshCompletion::command).toList();
    String names = commands.stream().map(ZshCommand::name).collect(Collectors.joining(" | "));
    return new ZshCompletion(commands, names, root);
  }

  private static ZshCommand command(Shape shape) {
    List<Line> lines = new ArrayList<>(options(shape));
    shape.arguments().forEach(values -> lines.add(new Line(quoted("*:argument" + action(values)))));
    String summary = quoted(shape.name() + ":" + shape.summary().replace(":", "\\:"));
    return new ZshCommand(shape.name(), summary, lines);
  }

  private static List<Line> options(Shape shape) {
    return shape.options().stream()
        .flatMap(option -> option.names().stream().map(name -> option(option, name)))
        .map(Line::new)
        .toList();
  }

  private static String option(Shape.Switch option, String name) {
    String others = "(" + String.join(" ", option.names()) + ")";
    String takes = name.startsWith("--") ? "=" : "+";
    String text = option.summary().replaceAll("[\\[\\]\\\\]", "\\\\$0");
    String value = ":" + option.label() + action(option.values());
    return quoted(
        others
            + name
            + (option.isFlag() ? "" : takes)
            + "["
            + text
            + "]"
            + (option.isFlag() ? "" : value));
  }

  private static String action(Values values) {
    return switch (values.kind()) {
      case WORDS -> ":(" + values.joined(" ") + ")";
      case LIST -> ":_values -s , word " + values.joined(" ");
      case MODELS -> ":_files -g \"*.vit\"";
      case FILES -> ":_files";
      case FOLDERS -> ":_files -/";
      case NOTHING -> ": ";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
