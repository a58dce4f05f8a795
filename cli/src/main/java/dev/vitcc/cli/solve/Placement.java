package dev.vitcc.cli.solve;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.program.Program;

/// A program on its engine, and what both take of a board.
///
/// @param cycles of a frame
/// @param fps frames per second
/// @param share the greatest share of any resource of the board that the engine takes
public record Placement(
    Program program, Resources resources, long cycles, double fps, double share) {}
