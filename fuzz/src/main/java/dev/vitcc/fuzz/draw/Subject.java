package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.Graph;

/// What goes through the compiler: a graph, the clauses beside it, and the seed of its weights and
/// images.
///
/// @param clauses as a `.vit` file has them
public record Subject(long seed, String clauses, Graph graph) {}
