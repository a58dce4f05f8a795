package dev.vitcc.cli.solve;

import dev.vitcc.ir.Model;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.tile.EngineChoice;

/// The best that can be had for a model whose tokens are settled, fast enough or not.
///
/// @param formats of rows, where they depend on the engine, too
/// @param integer graph
/// @param choice what the target prefers of the engines that are fast enough, or else the fastest
public record Attempt(FormatPlan formats, Model integer, EngineChoice choice) {}
