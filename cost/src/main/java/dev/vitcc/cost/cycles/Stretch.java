package dev.vitcc.cost.cycles;

/// A time in which a unit is at one layer, pauses included, before it goes on to another.
///
/// @param layer index into the layers of the estimate
/// @param first cycle in which it does something for the layer, from 0
/// @param last cycle in which it does
public record Stretch(WorkUnit unit, int layer, long first, long last) {}
