package dev.vitcc.cli.compile;

import dev.vitcc.cli.compile.SettleFormats.Settled;
import dev.vitcc.ir.Model;
import dev.vitcc.passes.tile.EngineChoice;
import java.util.Optional;

/// The best that can be had for a model whose tokens are settled, fast enough or not.
///
/// @param settled formats, where they depend on the engine
/// @param integer graph
/// @param choice the cheapest engine that is fast enough, or else the fastest
record Attempt(Optional<Settled> settled, Model integer, EngineChoice choice) {}
