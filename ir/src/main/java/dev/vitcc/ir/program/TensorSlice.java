package dev.vitcc.ir.program;

/// The part of a tensor of the integer graph that one vector command stores.
///
/// @param node the node of the graph
/// @param head index of the head if the tensor is `[heads, rows, columns]`, else 0
/// @param column first column
/// @param columns how many; what the command stores beyond them is padding
public record TensorSlice(String node, int head, int column, int columns) {}
