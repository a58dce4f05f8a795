package dev.vitcc.models.imports.onnx;

/// Says why a node can't be mapped; the reader adds which one, and goes on with the others.
final class Unmappable extends RuntimeException {
  Unmappable(String why) {
    super(why);
  }
}
