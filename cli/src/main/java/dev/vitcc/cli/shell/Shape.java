package dev.vitcc.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A command with what completion needs to know of it.
record Shape(String name, String summary, List<Switch> options, List<Values> arguments) {

  /// An option with all its names.
  ///
  /// @param isFlag whether no value has to follow
  record Switch(List<String> names, String summary, String label, boolean isFlag, Values values) {}

  Shape {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /// The root first, then its commands.
  static List<Shape> all(CommandSpec root) {
    return Stream.concat(
            Stream.of(root), root.subcommands().values().stream().map(CommandLine::getCommandSpec))
        .map(Shape::of)
        .toList();
  }

  private static Shape of(CommandSpec command) {
    return new Shape(
        command.name(),
        sentence(command.usageMessage().description()),
        command.options().stream().map(Shape::option).toList(),
        command.positionalParameters().stream().map(Values::of).toList());
  }

  private static Switch option(OptionSpec option) {
    return new Switch(
        Arrays.stream(option.names()).toList(),
        sentence(option.description()),
        label(option),
        option.arity().min() == 0,
        Values.of(option));
  }

  private static String label(ArgSpec argument) {
    return argument.paramLabel().replaceAll("[^A-Za-z.]+", " ").strip();
  }

  /// The first sentence of a text, without its full stop.
  private static String sentence(String... lines) {
    String text = String.join(" ", lines);
    return text.split("[.:;](?= |$)", 2)[0].split(" \\(", 2)[0];
  }
}
