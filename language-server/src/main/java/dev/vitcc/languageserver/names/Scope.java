package dev.vitcc.languageserver.names;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names that are defined in a piece of text, and around it.
final class Scope {
  private final Optional<Scope> around;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  Scope() {
    this.around = Optional.empty();
  }

  private Scope(Scope around) {
    this.around = Optional.of(around);
  }

  Scope nested() {
    return new Scope(this);
  }

  Optional<Definition> find(String name) {
    Definition here = definitions.get(name);
    return here == null ? around.flatMap(outer -> outer.find(name)) : Optional.of(here);
  }

  /// Defines a name, unless it has a meaning already; what it means from here on.
  Definition define(Definition definition) {
    Optional<Definition> other = find(definition.name());
    other.ifPresentOrElse(_ -> {}, () -> definitions.put(definition.name(), definition));
    return other.orElse(definition);
  }

  /// All that can be seen from here, the nearest first.
  List<Definition> visible() {
    List<Definition> all = new ArrayList<>(definitions.values());
    around.ifPresent(outer -> all.addAll(outer.visible()));
    return all;
  }
}
