package dev.vitcc.ir;

import dev.vitcc.ir.data.Parameters;

/// A graph with the values of its parameters: what passes take and give.
public record Model(Graph graph, Parameters parameters) {}
