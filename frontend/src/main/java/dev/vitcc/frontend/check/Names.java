package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Name;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names that are defined in a scope, and which of them have been used.
final class Names {

  /// What a name stands for.
  enum Kind {
    CONSTANT("constant"),
    INPUT("input"),
    OUTPUT("output"),
    PARAMETER("parameter"),
    VARIABLE("name");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private record Symbol(Name name, Kind kind) {}

  private final Optional<Names> around;
  private final Optional<Names> hidden;
  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  private Names(Optional<Names> around, Optional<Names> hidden) {
    this.around = around;
    this.hidden = hidden;
  }

  static Names empty() {
    return new Names(Optional.empty(), Optional.empty());
  }

  Names nested() {
    return new Names(Optional.of(this), hidden);
  }

  /// The scope of a block, which does not see the names of the model.
  Names nestedInBlock(Names model) {
    return new Names(Optional.of(this), Optional.of(model));
  }

  /// Defines a name that keeps its meaning.
  void define(Name name, Kind kind, Reporter reporter) {
    Optional<Symbol> other = find(name.text());
    if (other.isPresent()) {
      alreadyDefined(name, other.orElseThrow(), reporter);
    } else {
      symbols.put(name.text(), new Symbol(name, kind));
    }
  }

  /// Gives a name a new meaning, or defines it here.
  void assign(Name name, Reporter reporter) {
    Optional<Symbol> other = find(name.text());
    if (other.isEmpty()) {
      symbols.put(name.text(), new Symbol(name, Kind.VARIABLE));
      return;
    }
    switch (other.orElseThrow().kind()) {
      case VARIABLE, PARAMETER -> {}
      case CONSTANT, INPUT, OUTPUT -> alreadyDefined(name, other.orElseThrow(), reporter);
    }
  }

  private static void alreadyDefined(Name name, Symbol other, Reporter reporter) {
    reporter.error(
        FrontendCode.ALREADY_DEFINED,
        name.location(),
        "'"
            + name
            + "' is already the "
            + other.kind().word
            + " of line "
            + other.name().location().line(),
        "choose another name");
  }

  void use(Name name, Reporter reporter) {
    Optional<Names> holder = holder(name.text());
    if (holder.isPresent()) {
      holder.orElseThrow().used.add(name.text());
    } else if (!Words.isWord(name.text())) {
      unknown(name, reporter);
    }
  }

  private void unknown(Name name, Reporter reporter) {
    String message = "there is no '" + name + "' here";
    if (hidden.flatMap(model -> model.find(name.text())).isPresent()) {
      reporter.error(
          FrontendCode.UNKNOWN_NAME,
          name.location(),
          message,
          "a block sees its parameters and the constants: pass '" + name + "' as an argument");
      return;
    }
    Set<String> candidates = new java.util.TreeSet<>(Words.all());
    for (Optional<Names> scope = Optional.of(this); scope.isPresent(); ) {
      candidates.addAll(scope.orElseThrow().symbols.keySet());
      scope = scope.orElseThrow().around;
    }
    List<String> near =
        dev.vitcc.frontend.NearestName.of(name.text(), candidates).map(List::of).orElse(List.of());
    reporter.unknown(FrontendCode.UNKNOWN_NAME, name.location(), message, name.text(), near);
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  void warnUnused(Reporter reporter) {
    for (Symbol symbol : symbols.values()) {
      if (symbol.kind() != Kind.OUTPUT && !isUsed(symbol.name().text())) {
        warnUnused(symbol.name(), symbol.kind(), reporter);
      }
    }
  }

  static void warnUnused(Name name, Kind kind, Reporter reporter) {
    reporter.warning(
        FrontendCode.UNUSED_NAME,
        name.location(),
        "the " + kind.word + " '" + name + "' is never used",
        "remove it, or use it");
  }

  private Optional<Symbol> find(String name) {
    return holder(name).flatMap(scope -> Optional.ofNullable(scope.symbols.get(name)));
  }

  private Optional<Names> holder(String name) {
    return symbols.containsKey(name)
        ? Optional.of(this)
        : around.flatMap(outer -> outer.holder(name));
  }
}
