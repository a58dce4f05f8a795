package dev.vitcc.passes.format;

import dev.vitcc.ir.request.NumberFormat.ElasticSignificantBits;

/// The values of a format with elastic significant bits, as integers.
record ElasticValues(ElasticSignificantBits format) {

  double greatest() {
    return format.greatest();
  }

  /// The value nearest to a real one, of those with as many bits behind its leading one.
  int nearest(double value) {
    double magnitude = Math.abs(value);
    int leading = magnitude == 0 ? 0 : Math.getExponent(magnitude) - format.significant();
    double step = Math.scalb(1.0, Math.clamp(leading, 0, format.places()));
    int nearest = (int) Math.min(Math.rint(magnitude / step) * step, greatest());
    return value < 0 ? -nearest : nearest;
  }
}
