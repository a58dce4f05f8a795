package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.SelectTokens;

/// `vitcc_tokens`: when it can hear a row that judges tokens, and when it has decided.
final class TokenUnit {
  /// Cycles of a pass beside one a token: until all have arrived.
  private static final int PASS = 16;

  /// Of the search: one for each bit of a score, one for those beyond the cut; then the decision.
  private static final int LAST_PASSES = 24 + 1 + 1;

  /// Until the sum of what was dropped has gone through the reciprocal.
  private static final int WEIGH = 16;

  private final Timing timing;
  private SelectTokens select = new SelectTokens("", 1, 0, 0, 0, 0, false);
  private int heads;
  private long listens = Times.START;
  private long decided = Times.START;

  TokenUnit(Timing timing) {
    this.timing = timing;
  }

  void begin(SelectTokens command) {
    select = command;
    heads = 0;
  }

  /// The first cycle in which the first row of a matrix command may be issued.
  long listens(MatrixGroup group) {
    return group.judges() ? listens : Times.START;
  }

  /// Hears the last tile's row, issued in a cycle.
  void hear(MatrixGroup group, long issued) {
    if (!group.judges()) {
      return;
    }
    int pass = select.tokens() + PASS;
    listens = issued + timing.operands() + 1 + 2L * pass;
    heads++;
    if (heads == select.heads()) {
      decided = listens + (long) LAST_PASSES * pass + WEIGH;
      listens = decided + 1;
    }
  }

  /// The first cycle in which rows may be gathered.
  long decided() {
    return decided;
  }

  /// Rows that are added up for the package token.
  int packed() {
    return select.packaged() ? select.tokens() - select.leading() - select.most() : 0;
  }
}
