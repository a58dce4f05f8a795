package dev.vitcc.cli.shell;

import dev.vitcc.cli.shell.ManPage.ManCommand;
import dev.vitcc.cli.shell.ManPage.ManEntry;
import dev.vitcc.cli.shell.ManPage.ManExample;
import dev.vitcc.cli.shell.ManPage.ManGroup;
import dev.vitcc.cli.shell.ManPage.Paragraph;
import dev.vitcc.cli.shell.ManPage.Synopsis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The parts of a command's help as parts of its manual page.
final class ManText {
  /// Between a command line and what it is for.
  private static final String GAP = " {2,}";

  private ManText() {}

  /// @param common names of options that are described elsewhere
  static ManCommand command(CommandSpec command, Set<String> common) {
    return new ManCommand(
        Roff.typed(command.qualifiedName()),
        List.of(new Synopsis(synopsis(command))),
        Arrays.stream(command.usageMessage().description())
            .map(line -> new Paragraph(Roff.prose(line)))
            .toList(),
        groups(command, common),
        examples(command));
  }

  private static String synopsis(CommandSpec command) {
    StringBuilder text = new StringBuilder(Roff.bold(command.qualifiedName()));
    for (PositionalParamSpec argument : command.positionalParameters()) {
      boolean needed = argument.arity().min() > 0 || command.parent() == null;
      text.append(needed ? " " : " [").append(Roff.italic(argument.paramLabel()));
      text.append(argument.arity().max() > 1 ? "..." : "").append(needed ? "" : "]");
    }
    if (command.parent() == null) {
      text.append(" ").append(Roff.bold("-o")).append(" ").append(Roff.italic("DIR"));
    }
    return text.append(" [").append(Roff.italic("OPTION")).append("]...").toString();
  }

  private static List<ManGroup> groups(CommandSpec command, Set<String> common) {
    List<ManGroup> groups = new ArrayList<>();
    groups.add(
        new ManGroup(
            Optional.empty(),
            Stream.concat(
                    command.positionalParameters().stream().map(ManText::entry),
                    command.options().stream()
                        .filter(option -> option.group() == null)
                        .filter(option -> !common.contains(option.longestName()))
                        .map(ManText::entry))
                .toList()));
    for (ArgGroupSpec each : command.argGroups()) {
      groups.add(
          new ManGroup(
              Optional.of(new Paragraph(Roff.prose(each.heading().replace("%n", "").strip()))),
              each.options().stream()
                  .filter(option -> !common.contains(option.longestName()))
                  .map(ManText::entry)
                  .toList()));
    }
    return groups.stream().filter(group -> !group.entries().isEmpty()).toList();
  }

  static ManEntry entry(OptionSpec option) {
    String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    String value = Roff.italic(option.paramLabel());
    if (option.arity().max() == 0) {
      return new ManEntry(names, text(option));
    }
    String list = option.splitRegex().isEmpty() || option.paramLabel().contains(",") ? "" : ",...";
    String term = option.arity().min() == 0 ? "[=" + value + "]" : "=" + value + list;
    return new ManEntry(names + term, text(option));
  }

  private static ManEntry entry(PositionalParamSpec argument) {
    return new ManEntry(Roff.italic(argument.paramLabel()), text(argument));
  }

  private static String text(ArgSpec argument) {
    String words = String.join(" ", argument.description());
    return Roff.prose(words.replace("${DEFAULT-VALUE}", argument.defaultValueString()));
  }

  /// Those at the foot of a command's help.
  private static List<ManExample> examples(CommandSpec command) {
    return Arrays.stream(command.usageMessage().footer())
        .filter(line -> line.startsWith("  "))
        .map(line -> line.strip().split(GAP, 2))
        .map(
            line ->
                new ManExample(
                    Roff.typed(line[0]), Arrays.stream(line).skip(1).findFirst().map(Roff::prose)))
        .toList();
  }
}
