package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import java.util.Optional;

/// A transformer block.
///
/// @param mlp missing if it couldn't be read, which was reported
record Block(Attention attention, Optional<Mlp> mlp) {
  /// `x + fc2(gelu(fc1(norm(x))))`.
  record Mlp(
      LayerNorm norm, Rows fc1, Optional<Rounding> in, Rows fc2, Optional<Rounding> hidden) {}

  /// `x + proj(softmax(q kᵀ / √d) v)`.
  record Attention(
      LayerNorm norm,
      int heads,
      Projection q,
      Projection k,
      Projection v,
      Optional<Rounding> in,
      Optional<Rounding> shares,
      Rows proj,
      Optional<Rounding> mixed) {}

  /// Queries, keys or values.
  ///
  /// @param rounding of what the rows give
  record Projection(Rows rows, Optional<Rounding> rounding) {}
}
