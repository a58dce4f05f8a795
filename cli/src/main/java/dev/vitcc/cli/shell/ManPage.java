package dev.vitcc.cli.shell;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.templates.Templates;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The manual page of vitcc and all its commands, from the same words as `--help`.
///
/// @param date of the version
/// @param root vitcc without a command
/// @param common options of every command
public record ManPage(
    String version,
    String date,
    ManCommand root,
    List<ManCommand> commands,
    List<ManEntry> common,
    List<ManEntry> exits) {
  private static final String GROUP = "shell/man.stg";

  /// A paragraph of prose.
  record Paragraph(String text) {}

  /// A term, such as an option with its names, and what it means.
  record ManEntry(String term, String text) {}

  /// Options under a heading, or without one.
  record ManGroup(Optional<Paragraph> heading, List<ManEntry> entries) {}

  /// A command line and what it is for.
  record ManExample(String command, Optional<String> meaning) {}

  /// A way to write a command.
  record Synopsis(String text) {}

  /// A command with its own options.
  record ManCommand(
      String title,
      List<Synopsis> synopsis,
      List<Paragraph> paragraphs,
      List<ManGroup> groups,
      List<ManExample> examples) {}

  /// The page as roff, in the macros of man(7).
  public static String render(CommandSpec root) {
    return Templates.load(GROUP).render(ManPage.class.getSimpleName(), of(root));
  }

  private static ManPage of(CommandSpec root) {
    List<CommandSpec> commands =
        root.subcommands().values().stream().map(CommandLine::getCommandSpec).toList();
    // What all commands have is said once.
    Set<String> common =
        root.optionsMap().keySet().stream()
            .filter(name -> commands.stream().allMatch(each -> each.optionsMap().containsKey(name)))
            .collect(Collectors.toCollection(TreeSet::new));
    return new ManPage(
        Vitcc.VERSION,
        Vitcc.DATE,
        ManText.command(root, common),
        commands.stream().map(each -> ManText.command(each, common)).toList(),
        root.options().stream()
            .filter(option -> common.contains(option.longestName()))
            .map(ManText::entry)
            .toList(),
        root.usageMessage().exitCodeList().entrySet().stream()
            .map(code -> new ManEntry(Roff.bold(code.getKey()), Roff.prose(code.getValue())))
            .toList());
  }
}
