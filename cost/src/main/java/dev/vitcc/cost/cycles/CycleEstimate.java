package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.RegisterMap.Counter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one frame is expected to take, and what the cycles go to.
///
/// @param counters what the hardware's counters will show; those of the matrix unit add up to the
///   cycles
/// @param layers in the order in which they first run
/// @param stretches when each unit is at which layer, unit by unit
/// @param finish cycles after the last row: drained, written and answered
public record CycleEstimate(
    Map<Counter, Long> counters, List<LayerCycles> layers, List<Stretch> stretches, long finish) {
  public CycleEstimate {
    counters = Collections.unmodifiableMap(new EnumMap<>(counters));
    layers = List.copyOf(layers);
    stretches = List.copyOf(stretches);
  }

  public long cycles() {
    return count(Counter.CYCLES);
  }

  /// What a layer takes, by the name that the program has for it.
  public Optional<LayerCycles> layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  public long count(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }
}
