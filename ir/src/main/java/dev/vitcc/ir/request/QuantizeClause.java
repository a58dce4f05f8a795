package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.CalibrateClause.Method;

/// The number formats of the design.
///
/// @param weights of every matrix but those of the first and the last layer
/// @param activations of the operands of every matrix; the head's have at least the bits of `last`
/// @param first of the weights of the patch embedding; unless told otherwise, that of the weights
/// @param last of the weights of the head; unless told otherwise, that of the weights
/// @param probabilities of the exponentials that stand for them; 8 bits unless told otherwise
/// @param residual of the stream that blocks add to
/// @param weightScales how far the codes of a row of fixed-point or power-of-two weights reach
public record QuantizeClause(
    Setting<NumberFormat> weights,
    Setting<NumberFormat> activations,
    Setting<NumberFormat> first,
    Setting<NumberFormat> last,
    Setting<NumberFormat> probabilities,
    Setting<NumberFormat> residual,
    Setting<Method> weightScales,
    Setting<Requantization> requantization,
    SourceLocation location) {

  /// Weights and activations of 8 bits.
  public static QuantizeClause eightBits() {
    SourceLocation nowhere = SourceLocation.ofFile("");
    Setting<NumberFormat> eight = new Setting<>(NumberFormat.fixed(8), nowhere);
    return new QuantizeClause(
        eight,
        eight,
        eight,
        eight,
        eight,
        new Setting<>(NumberFormat.fixed(16), nowhere),
        new Setting<>(new CalibrateClause.Max(), nowhere),
        new Setting<>(Requantization.MULTIPLY_AND_SHIFT, nowhere),
        nowhere);
  }

  /// The same with another format of the weights of inner layers.
  public QuantizeClause withWeights(NumberFormat format) {
    return new QuantizeClause(
        new Setting<>(format, weights.location()),
        activations,
        first,
        last,
        probabilities,
        residual,
        weightScales,
        requantization,
        location);
  }

  /// The same with another format of activations.
  public QuantizeClause withActivations(NumberFormat format) {
    return new QuantizeClause(
        weights,
        new Setting<>(format, activations.location()),
        first,
        last,
        probabilities,
        residual,
        weightScales,
        requantization,
        location);
  }

  /// The same with other formats in place of those that follow columns: all rows have the format of
  /// the wide ones.
  public QuantizeClause withoutNarrow() {
    return new QuantizeClause(
        wide(weights),
        activations,
        wide(first),
        wide(last),
        probabilities,
        residual,
        weightScales,
        requantization,
        location);
  }

  private static Setting<NumberFormat> wide(Setting<NumberFormat> setting) {
    return setting.value() instanceof NumberFormat.ByColumn byColumn
        ? new Setting<>(byColumn.wide(), setting.location())
        : setting;
  }

  /// How an accumulator is brought back to a narrow number.
  public enum Requantization {
    /// A multiplication by an integer, and a shift.
    MULTIPLY_AND_SHIFT,
    /// A shift alone: every step is a power of two.
    SHIFT_ONLY
  }
}
