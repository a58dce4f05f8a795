package dev.vitcc.ir.program;

/// Constants of the layer norm that reads a finished residual row (docs/numerics.md).
///
/// @param dimension D, the unpadded length of the row
/// @param meanFactor R
/// @param meanShift t
/// @param epsilon E
/// @param gain u16, at least 2^15
/// @param shift signed
public record LayerNormConstants(
    int dimension, int meanFactor, int meanShift, long epsilon, int gain, int shift) {
  /// For a residual stream that nothing normalises afterwards.
  public static final LayerNormConstants NONE = new LayerNormConstants(0, 0, 0, 0, 0, 0);

  public static LayerNormConstants of(int dimension, long epsilon, int gain, int shift) {
    int log = 31 - Integer.numberOfLeadingZeros(dimension);
    int meanShift = 24 + log - (Integer.bitCount(dimension) == 1 ? 1 : 0);
    long twice = 1L << (meanShift + 1);
    int meanFactor = Math.toIntExact((2 * twice + dimension) / (2L * dimension));
    return new LayerNormConstants(dimension, meanFactor, meanShift, epsilon, gain, shift);
  }
}
