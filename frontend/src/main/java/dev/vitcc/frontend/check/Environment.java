package dev.vitcc.frontend.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The values of names in a scope, and through it in the scopes around.
final class Environment {
  private final Optional<Environment> around;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();

  private Environment(Optional<Environment> around) {
    this.around = around;
  }

  static Environment empty() {
    return new Environment(Optional.empty());
  }

  /// A new scope inside this one.
  Environment nested() {
    return new Environment(Optional.of(this));
  }

  Optional<Value> find(String name) {
    Value here = values.get(name);
    if (here != null) {
      read.add(name);
    }
    return here == null ? around.flatMap(outer -> outer.find(name)) : Optional.of(here);
  }

  /// Gives a name a value in this scope.
  void define(String name, Value value) {
    values.put(name, value);
  }

  /// Gives a name a new value in the scope that has it, or in this one if it is new.
  void assign(String name, Value value) {
    Environment holder = this;
    while (!holder.values.containsKey(name) && holder.around.isPresent()) {
      holder = holder.around.orElseThrow();
    }
    (holder.values.containsKey(name) ? holder : this).define(name, value);
  }

  /// Whether the value of a name of this scope has ever been asked for.
  boolean isRead(String name) {
    return read.contains(name);
  }

  /// The names that can be seen from here.
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(values.keySet());
    around.ifPresent(outer -> names.addAll(outer.names()));
    return names;
  }
}
