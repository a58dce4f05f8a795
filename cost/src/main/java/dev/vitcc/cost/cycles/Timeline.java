package dev.vitcc.cost.cycles;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// When each unit was at which layer; what follows for the same layer makes its stretch longer.
final class Timeline {
  private final Map<WorkUnit, List<Stretch>> stretches = new EnumMap<>(WorkUnit.class);

  Timeline() {
    for (WorkUnit unit : WorkUnit.values()) {
      stretches.put(unit, new ArrayList<>());
    }
  }

  /// A unit is at a layer from one cycle to another.
  void add(WorkUnit unit, int layer, long first, long last) {
    List<Stretch> of = stretches.getOrDefault(unit, List.of());
    Stretch stretch = new Stretch(unit, layer, first, last);
    if (!of.isEmpty() && of.getLast().layer() == layer) {
      stretch = new Stretch(unit, layer, of.removeLast().first(), last);
    }
    of.add(stretch);
  }

  /// Unit by unit, each in the order of time.
  List<Stretch> stretches() {
    return stretches.values().stream().flatMap(List::stream).toList();
  }
}
