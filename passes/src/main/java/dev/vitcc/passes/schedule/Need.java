package dev.vitcc.passes.schedule;

/// Names of what vector commands complete, other than whole tensors.
final class Need {
  /// The residual stream as it stands.
  static final String RESIDUAL = "residual";

  private Need() {}

  /// One head of queries (0), keys (1) or values (2) of a projection.
  static String head(String projection, int part, int head) {
    return projection + "#" + part + "#" + head;
  }
}
