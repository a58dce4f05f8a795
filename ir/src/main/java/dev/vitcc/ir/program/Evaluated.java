package dev.vitcc.ir.program;

/// Which of the tables of docs/numerics.md the hardware evaluates by polynomials instead: the same
/// values, from logic instead of block memory.
public record Evaluated(boolean rsqrt, boolean reciprocal) {
  public static final Evaluated NONE = new Evaluated(false, false);
}
