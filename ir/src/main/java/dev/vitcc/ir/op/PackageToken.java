package dev.vitcc.ir.op;

/// What becomes of the tokens that are dropped.
public enum PackageToken {
  /// Nothing.
  NONE,
  /// One more token, their mean weighted by their scores (HeatViT, eq. 10); where all scores are
  /// zero, their plain mean.
  NORMALIZED,
  /// One more token, the sum of each times its score, as SPViT's and EViT's code have it.
  SUMMED
}
