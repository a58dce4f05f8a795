package dev.vitcc.models.imports.onnx;

import java.util.List;
import java.util.Optional;

/// A matrix of the model, put together of rows of the file's, and how its input is rounded.
record Layer(String name, List<Rows> parts, Optional<Rounding> input) {
  Layer {
    parts = List.copyOf(parts);
  }

  int rows() {
    return parts.stream().mapToInt(part -> part.numbers().length).sum();
  }

  int columns() {
    return parts.getFirst().columns();
  }

  float[] weights() {
    float[] all = new float[Math.multiplyExact(rows(), columns())];
    int at = 0;
    for (Rows part : parts) {
      part.writeWeights(all, at);
      at += part.numbers().length * columns();
    }
    return all;
  }

  float[] biases() {
    float[] all = new float[rows()];
    int at = 0;
    for (Rows part : parts) {
      part.writeBiases(all, at);
      at += part.numbers().length;
    }
    return all;
  }
}
