package dev.vitcc.cli.synthesize;

import dev.vitcc.cost.resources.Unit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hierarchy of a synthesised design: what each module instantiates, primitives and modules.
///
/// @param modules under the names that Yosys gives them, parameters included
record Netlist(Map<String, SortedMap<String, Long>> modules) {
  private static final Pattern HEADING = Pattern.compile("=== (\\S+) ===");
  private static final Pattern COUNT = Pattern.compile(" {5}(\\S+) +(\\d+)");
  private static final Pattern DERIVED = Pattern.compile("\\$paramod(?:\\$\\w+)?\\\\(\\w+).*");

  /// Reads the text of `stat`.
  static Netlist parse(List<String> lines) {
    Map<String, SortedMap<String, Long>> modules = new LinkedHashMap<>();
    SortedMap<String, Long> current = new TreeMap<>();
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      Matcher count = COUNT.matcher(line);
      if (line.startsWith("=== ")) {
        // The sums over the design that follow the modules have a heading of two words.
        current = new TreeMap<>();
        if (heading.matches()) {
          modules.put(heading.group(1), current);
        }
      } else if (count.matches()) {
        current.put(count.group(1), Long.parseLong(count.group(2)));
      }
    }
    return new Netlist(modules);
  }

  /// The primitives under a module, by the unit that they lie in. Every unit has its entry.
  Map<Unit, Cells> byUnit(String top) {
    Map<Unit, SortedMap<String, Long>> counts = new EnumMap<>(Unit.class);
    for (Unit unit : Unit.values()) {
      counts.put(unit, new TreeMap<>());
    }
    Deque<Instances> open = new ArrayDeque<>();
    open.add(new Instances(top, 1, Unit.TOP));
    while (!open.isEmpty()) {
      Instances instances = open.remove();
      modules
          .getOrDefault(instances.module(), new TreeMap<>())
          .forEach(
              (cell, count) -> {
                long total = count * instances.count();
                if (modules.containsKey(cell)) {
                  Unit unit = Unit.of(source(cell)).orElse(instances.unit());
                  open.add(new Instances(cell, total, unit));
                } else {
                  counts
                      .computeIfAbsent(instances.unit(), unit -> new TreeMap<>())
                      .merge(cell, total, Long::sum);
                }
              });
    }
    Map<Unit, Cells> units = new EnumMap<>(Unit.class);
    counts.forEach((unit, cells) -> units.put(unit, new Cells(cells)));
    return units;
  }

  /// The unit of each module: of its instances, the first that is met from the top.
  Map<String, Unit> units(String top) {
    Map<String, Unit> units = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>();
    units.put(top, Unit.TOP);
    open.add(top);
    while (!open.isEmpty()) {
      String module = open.remove();
      for (String cell : modules.getOrDefault(module, new TreeMap<>()).keySet()) {
        if (modules.containsKey(cell) && !units.containsKey(cell)) {
          units.put(cell, Unit.of(source(cell)).orElse(units.getOrDefault(module, Unit.TOP)));
          open.add(cell);
        }
      }
    }
    return units;
  }

  /// The module that one with given parameters was made of.
  private static String source(String module) {
    Matcher derived = DERIVED.matcher(module);
    return derived.matches() ? derived.group(1) : module;
  }

  private record Instances(String module, long count, Unit unit) {}
}
