package dev.vitcc.cli.solve;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.sparsity.Loss;
import java.util.Optional;

/// A width of activations that a model allows, and the best engine for it: what the target prefers
/// of those that are fast enough, or else the fastest.
///
/// @param tokens that stay where the model leaves them open, such as `197 → 120 tokens before block
///   4`; empty if it doesn't
/// @param loss on images to calibrate with, where several widths were compared by it
/// @param drop of accuracy, where that was measured
public record TriedWidth(
    int bits,
    Engine engine,
    Resources resources,
    double fps,
    boolean isFastEnough,
    Optional<String> tokens,
    Optional<Loss> loss,
    Optional<AccuracyDrop> drop,
    boolean isChosen) {

  TriedWidth with(Loss compared) {
    return new TriedWidth(
        bits, engine, resources, fps, isFastEnough, tokens, Optional.of(compared), drop, isChosen);
  }

  TriedWidth with(AccuracyDrop measured) {
    return new TriedWidth(
        bits, engine, resources, fps, isFastEnough, tokens, loss, Optional.of(measured), isChosen);
  }

  TriedWidth chosen() {
    return new TriedWidth(bits, engine, resources, fps, isFastEnough, tokens, loss, drop, true);
  }
}
