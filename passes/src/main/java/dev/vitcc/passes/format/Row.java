package dev.vitcc.passes.format;

/// A row of weights in codes: `weight ≈ code · scale`.
///
/// @param codes within ±127
/// @param scale positive
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Row(byte[] codes, double scale) {
  /// Distance to the weights, squared and added up.
  double squaredError(float[] weights) {
    double error = 0;
    for (int i = 0; i < weights.length; i++) {
      double distance = weights[i] - codes[i] * scale;
      error += distance * distance;
    }
    return error;
  }
}
