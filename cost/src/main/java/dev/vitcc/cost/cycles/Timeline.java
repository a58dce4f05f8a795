package dev.vitcc.cost.cycles;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// When each unit was at which layer; what follows for the same layer makes its stretch longer.
final class Timeline {
  private static final int UNITS = WorkUnit.values().length;
  private static final int NONE = -1;

  private final Map<WorkUnit, List<Stretch>> ended = new EnumMap<>(WorkUnit.class);
  private final int[] layers = new int[UNITS];
  private final long[] firsts = new long[UNITS];
  private final long[] lasts = new long[UNITS];

  Timeline() {
    for (WorkUnit unit : WorkUnit.values()) {
      ended.put(unit, new ArrayList<>());
      layers[unit.ordinal()] = NONE;
    }
  }

  /// A unit is at a layer from one cycle to another. Called for every tile, so nothing is allocated
  /// unless the layer is another one.
  void add(WorkUnit unit, int layer, long first, long last) {
    int at = unit.ordinal();
    if (layers[at] != layer) {
      end(unit);
      layers[at] = layer;
      firsts[at] = first;
    }
    lasts[at] = last;
  }

  private void end(WorkUnit unit) {
    int at = unit.ordinal();
    if (layers[at] != NONE) {
      ended.getOrDefault(unit, List.of()).add(new Stretch(unit, layers[at], firsts[at], lasts[at]));
      layers[at] = NONE;
    }
  }

  /// Unit by unit, each in the order of time; nothing follows.
  List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>();
    ended.forEach(
        (unit, stretches) -> {
          end(unit);
          all.addAll(stretches);
        });
    return all;
  }
}
