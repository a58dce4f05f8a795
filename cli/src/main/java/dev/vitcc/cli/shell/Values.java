package dev.vitcc.cli.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/// What may stand in the place of an argument.
///
/// @param words of which one is meant, or several between commas in a list
record Values(Kind kind, List<String> words) {
  private static final String FOLDER_LABEL = "DIR";
  private static final String MODEL_LABEL = "MODEL.vit";

  /// What kind of thing it is.
  enum Kind {
    WORDS,
    LIST,
    MODELS,
    FILES,
    FOLDERS,
    NOTHING;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Values {
    words = List.copyOf(words);
  }

  static Values of(ArgSpec argument) {
    List<String> words = words(argument);
    if (!words.isEmpty()) {
      return new Values(argument.splitRegex().isEmpty() ? Kind.WORDS : Kind.LIST, words);
    }
    if (argument.auxiliaryTypes()[0] != Path.class) {
      return new Values(Kind.NOTHING, List.of());
    }
    return new Values(
        switch (argument.paramLabel()) {
          case FOLDER_LABEL -> Kind.FOLDERS;
          case MODEL_LABEL -> Kind.MODELS;
          case String other -> Kind.FILES;
        },
        List.of());
  }

  private static List<String> words(ArgSpec argument) {
    Class<?> type = argument.auxiliaryTypes()[0];
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .toList();
    }
    List<String> words = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    }
    return words;
  }

  /// The words with something between them.
  String joined(String separator) {
    return String.join(separator, words);
  }
}
