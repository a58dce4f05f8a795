package dev.vitcc.models.imports.onnx;

/// The node that a term comes from.
///
/// @param number which no other term has
record Origin(int number, String title) {}
