package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.SelectTokens;
import dev.vitcc.ir.program.RegisterMap.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `vitcc_tokens`: when it can hear a row that judges tokens, and when it has decided.
final class TokenUnit {
  /// Cycles of a pass beside one a token: until all have arrived.
  private static final int PASS = 16;

  /// Of the search: one for each bit of a score, one for those beyond the cut.
  private static final int SEARCH = 24 + 1;

  /// Before the search, until it is known how much those that stay have to hold.
  private static final int SHARE = 17;

  /// From the beat of a token's weights until `vitcc_votes` may look at them.
  private static final int LANDS = 9;

  /// From a token's last head until its score has landed.
  private static final int SCORE = 11;

  /// Until the sum of what was dropped has gone through the reciprocal.
  private static final int WEIGH = 16;

  private static final SelectTokens NONE =
      new SelectTokens("", 1, 0, false, 0, 0, 0, SelectTokens.WHOLE, false, 0, false);

  private final Timing timing;
  private final List<Long> decisions = new ArrayList<>();
  private final List<Long> left = new ArrayList<>();
  private SelectTokens select = NONE;
  private int heads;
  private long listens = Times.START;
  private long headsFree = Times.START;
  private long decided = Times.START;
  private long heard = Times.UNKNOWN;

  TokenUnit(Timing timing) {
    this.timing = timing;
  }

  void begin(SelectTokens command) {
    select = command;
    heads = 0;
    heard = Times.UNKNOWN;
    left.add((long) select.leading() + select.most() + (packed() > 0 ? 1 : 0));
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
    heard = Math.min(heard, issued);
    int pass = select.tokens() + PASS;
    listens = issued + timing.operands() + 1 + 2L * pass;
    heads++;
    if (heads == select.heads()) {
      decide(listens);
    }
  }

  /// Has the weights of a token's votes.
  ///
  /// @param beat cycle in which they were drained
  void weigh(int token, long beat) {
    heard = Math.min(heard, beat);
    headsFree = Math.max(headsFree, beat + LANDS) + select.heads();
    if (token == select.tokens() - 1) {
      decide(headsFree + SCORE);
    }
  }

  private void decide(long from) {
    int pass = select.tokens() + PASS;
    long search = select.searches() ? SHARE + (long) SEARCH * pass : 0;
    decided = from + search + pass + WEIGH;
    decisions.add(decided);
    listens = decided + 1;
  }

  /// The cycle in which it heard first of the tokens of the last selection.
  long heard() {
    return heard;
  }

  /// The first cycle in which rows may be gathered.
  long decided() {
    return decided;
  }

  /// The first cycle in which the decision of a selection can be taken.
  long decided(int selection) {
    return selection < decisions.size() ? decisions.get(selection) : Times.UNKNOWN;
  }

  /// Counts the tokens that each of the first selections left.
  void count(Map<Counter, Long> counters) {
    int selection = 0;
    for (Counter counter : Counter.values()) {
      if (counter.countsTokens() && selection < left.size()) {
        counters.put(counter, left.get(selection++));
      }
    }
  }

  /// Rows that are added up for the package token.
  int packed() {
    return select.packaged() ? select.tokens() - select.leading() - select.most() : 0;
  }
}
