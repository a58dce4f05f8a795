package dev.vitcc.ir.program;

/// What a vector command has to do with dropping tokens.
public enum TokenRole {
  /// Nothing.
  NONE,
  /// There is nothing to drain: rows of the residual memory that stay are gathered, and the others
  /// packaged.
  GATHER,
  /// What it stores says for each head whether tokens stay: codes of 0 … 1 with zero point -127.
  VOTE,
  /// What it stores weighs these votes, in the same codes.
  WEIGH
}
