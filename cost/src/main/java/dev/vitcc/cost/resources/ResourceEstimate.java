package dev.vitcc.cost.resources;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What an engine is expected to take, unit by unit.
///
/// @param units every unit has its entry
/// @param total their sum
public record ResourceEstimate(Map<Unit, Resources> units, Resources total) {
  static ResourceEstimate of(Map<Unit, Resources> units) {
    return new ResourceEstimate(
        Collections.unmodifiableMap(new EnumMap<>(units)),
        units.values().stream().reduce(Resources.NONE, Resources::plus));
  }
}
