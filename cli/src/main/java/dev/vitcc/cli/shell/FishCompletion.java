package dev.vitcc.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the script for fish knows: a line for each command, option and argument.
record FishCompletion(List<Line> lines) {

  static FishCompletion of(List<Shape> shapes) {
    String commands = shapes.stream().skip(1).map(Shape::name).collect(Collectors.joining(" "));
    List<Line> lines = new ArrayList<>();
    for (Shape shape : shapes) {
      boolean isRoot = shape.equals(shapes.getFirst());
      String when =
          isRoot
              ? "not __fish_seen_subcommand_from " + commands
              : "__fish_seen_subcommand_from " + shape.name();
      String start = "complete -c vitcc -n " + quoted(when);
      if (!isRoot) {
        String first = "complete -c vitcc -n " + quoted("__fish_use_subcommand");
        lines.add(new Line(first + " -a " + shape.name() + " -d " + quoted(shape.summary())));
      }
      shape.options().forEach(option -> lines.add(new Line(start + option(option))));
      shape.arguments().forEach(values -> lines.add(new Line(start + argument(values))));
      if (!isRoot && shape.arguments().isEmpty()) {
        lines.add(new Line(start + " -f"));
      }
    }
    return new FishCompletion(lines);
  }

  private static String option(Shape.Switch option) {
    StringBuilder line = new StringBuilder();
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    line.append(" -d ").append(quoted(option.summary()));
    if (!option.isFlag()) {
      line.append(" -r").append(argument(option.values()));
    }
    return line.toString();
  }

  private static String argument(Values values) {
    return switch (values.kind()) {
      case WORDS -> " -f -a " + quoted(values.joined(" "));
      case LIST -> " -f -a " + quoted("(__vitcc_list " + values.joined(" ") + ")");
      case MODELS -> " -k -F -a " + quoted("(__fish_complete_suffix .vit)");
      case FILES -> " -F";
      case FOLDERS -> " -f -a " + quoted("(__fish_complete_directories)");
      case NOTHING -> " -f";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
