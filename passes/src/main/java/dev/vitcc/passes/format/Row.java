package dev.vitcc.passes.format;

/// A row of weights in codes: `weight ≈ code · scale`.
///
/// @param codes within ±127
/// @param scale positive
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Row(byte[] codes, double scale) {}
