package dev.vitcc.cli.command;

import java.util.OptionalInt;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/// How many frames `--sim` asks for: a number, or all there are.
record Frames(OptionalInt count) {
  private static final String ALL = "all";

  /// Reads a number or `all`.
  static final class Converter implements ITypeConverter<Frames> {
    @Override
    public Frames convert(String text) {
      if (text.equals(ALL)) {
        return new Frames(OptionalInt.empty());
      }
      if (!text.matches("[1-9]\\d{0,6}")) {
        throw new TypeConversionException("expected a number of frames, found '" + text + "'");
      }
      return new Frames(OptionalInt.of(Integer.parseInt(text)));
    }
  }

  /// Leaves what follows a bare `--sim` alone if it is not a number: it is the model then.
  static final class Preprocessor implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's stack
    public boolean preprocess(
        Stack<String> words,
        CommandSpec command,
        ArgSpec argument,
        java.util.Map<String, Object> info) {
      if (words.isEmpty() || !words.peek().matches("[-+]?\\d+|" + ALL)) {
        words.push(ALL);
      }
      return false;
    }
  }
}
