package dev.vitcc.passes.tile;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.program.Program;

/// An engine with what it costs.
///
/// @param program of the model on it
/// @param cycles of a frame, estimated
/// @param resources estimated
public record EngineChoice(Program program, long cycles, Resources resources) {}
