package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What something that takes arguments is called, and which arguments it takes.
record Signature(String callee, List<Formal> formals) {
  Signature {
    formals = List.copyOf(formals);
  }

  /// A parameter: its name, whether it must be given, and whether it may be given by position.
  record Formal(String name, boolean required, boolean positional) {}

  static Formal required(String name) {
    return new Formal(name, true, true);
  }

  static Formal optional(String name) {
    return new Formal(name, false, true);
  }

  /// A parameter that is given by name only.
  static Formal named(String name) {
    return new Formal(name, false, false);
  }

  static Signature of(String callee, Formal... formals) {
    return new Signature(callee, List.of(formals));
  }

  /// `linear(x, features, weights = …)`.
  @Override
  public String toString() {
    return callee
        + formals.stream()
            .map(f -> f.required() ? f.name() : f.name() + " = …")
            .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
  }

  /// The argument for each parameter that has one; nothing if the arguments do not fit, which is
  /// reported.
  Optional<Map<String, Argument>> bind(
      List<Argument> arguments, SourceLocation call, Reporter reporter) {
    Map<String, Argument> bound = new LinkedHashMap<>();
    List<Formal> positional = formals.stream().filter(Formal::positional).toList();
    boolean fits = true;
    int position = 0;
    for (Argument argument : arguments) {
      Optional<String> name = argument.name().map(n -> n.text());
      if (name.isEmpty() && position < positional.size()) {
        name = Optional.of(positional.get(position++).name());
      }
      fits &= place(name, argument, bound, reporter);
    }
    // A misspelt name is one mistake, and not a missing argument as well.
    boolean named = arguments.stream().flatMap(a -> a.name().stream()).allMatch(this::has);
    for (Formal formal : formals) {
      if (named && formal.required() && !bound.containsKey(formal.name())) {
        reporter.error(
            FrontendCode.MISSING_ARGUMENT,
            call,
            callee + ": the argument '" + formal.name() + "' is missing",
            "write " + this);
        fits = false;
      }
    }
    return fits ? Optional.of(bound) : Optional.empty();
  }

  private boolean has(Name name) {
    return formals.stream().anyMatch(formal -> formal.name().equals(name.text()));
  }

  private boolean place(
      Optional<String> name, Argument argument, Map<String, Argument> bound, Reporter reporter) {
    if (name.isEmpty()) {
      long most = formals.stream().filter(Formal::positional).count();
      reporter.error(
          FrontendCode.TOO_MANY_ARGUMENTS,
          argument.location(),
          callee + ": takes at most " + most + " by position, found one more argument",
          "write " + this);
      return false;
    }
    String wanted = name.orElseThrow();
    List<String> names = formals.stream().map(Formal::name).toList();
    if (!names.contains(wanted)) {
      reporter.unknown(
          FrontendCode.UNKNOWN_ARGUMENT,
          argument.location(),
          callee + ": there is no argument '" + wanted + "'",
          wanted,
          names);
      return false;
    }
    if (bound.putIfAbsent(wanted, argument) != null) {
      reporter.error(
          FrontendCode.ARGUMENT_TWICE,
          argument.location(),
          callee + ": the argument '" + wanted + "' is given twice");
      return false;
    }
    return true;
  }
}
