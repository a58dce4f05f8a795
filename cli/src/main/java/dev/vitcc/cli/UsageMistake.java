package dev.vitcc.cli;

import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.ir.diagnostic.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What picocli could not make sense of, in words that say what was found and what was meant.
final class UsageMistake {
  private final ParameterException mistake;
  private final List<String> words;

  /// @param words of the command line
  UsageMistake(ParameterException mistake, String... words) {
    this.mistake = mistake;
    this.words = List.of(words);
  }

  Trouble trouble() {
    Optional<String> unmatched = unmatched();
    if (unmatched.filter(word -> word.startsWith("-")).isPresent()) {
      String option = unmatched.get().split("=", 2)[0];
      return trouble("there is no option '" + option + "'", NearestName.hint(option, options()));
    }
    Optional<ArgSpec> argument = Optional.ofNullable(mistake.getArgSpec());
    List<String> choices = argument.map(UsageMistake::choices).orElse(List.of());
    if (!choices.isEmpty() && mistake.getValue() != null) {
      String found = mistake.getValue();
      return trouble(
          name(argument.get()) + ": there is no '" + found + "'",
          NearestName.hint(found.toLowerCase(Locale.ROOT), choices)
              .or(() -> Optional.of("one of " + String.join(", ", choices))));
    }
    return trouble(
        unmatched
            .map(word -> "'" + word + "' is an argument too many")
            .orElseGet(() -> String.valueOf(mistake.getMessage())),
        misspeltCommand());
  }

  private Trouble trouble(String message, Optional<String> meant) {
    String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
    String help = "`" + command + " --help` shows what there is";
    return new Trouble(ExitCode.USAGE, message, meant.orElse(help));
  }

  private Optional<String> unmatched() {
    return mistake instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().stream().findFirst()
        : Optional.empty();
  }

  private List<String> options() {
    return List.copyOf(mistake.getCommandLine().getCommandSpec().optionsMap().keySet());
  }

  /// The first word may have been taken for a model.
  private Optional<String> misspeltCommand() {
    CommandLine command = mistake.getCommandLine();
    return words.stream()
        .findFirst()
        .flatMap(word -> NearestName.hint(word, command.getSubcommands().keySet()));
  }

  private static List<String> choices(ArgSpec argument) {
    return Arrays.stream(argument.auxiliaryTypes())
        .filter(Class::isEnum)
        .flatMap(type -> Stream.of(type.getEnumConstants()))
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
