package dev.vitcc.reference.program;

import static dev.vitcc.reference.program.ProgramInterpreter.require;

import dev.vitcc.reference.program.WordStream.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Judges tokens by the class token's exponentials, and says which stay and what the package token
/// is made of.
final class TokenUnit {
  private static final int SCORE_BITS = 31;

  private int[] scores = new int[0];
  private int headsLeft;
  private int leading;
  private int most;
  private long factor;
  private boolean packaged;
  private List<Integer> kept = List.of();
  private List<Integer> dropped = List.of();

  void select(Fields command) {
    require(headsLeft == 0, "tokens are judged twice at once");
    scores = new int[command.get("tokens")];
    headsLeft = command.get("heads");
    leading = command.get("leading");
    most = command.get("most");
    factor = command.get("factor");
    packaged = command.get("packaged") == 1;
  }

  /// Adds what one head says.
  ///
  /// @param exponentials of the class token's row, which add up to `sum`
  void judge(int[] exponentials, int sum) {
    require(headsLeft > 0, "no tokens are to be judged");
    for (int token = 0; token < scores.length; token++) {
      scores[token] += Arithmetic.shareOf(exponentials[token], sum);
    }
    headsLeft--;
    if (headsLeft == 0) {
      decide();
    }
  }

  /// Tokens that stay, in their order.
  List<Integer> kept() {
    require(headsLeft == 0, "tokens are not judged yet");
    return kept;
  }

  /// Rows that the package token is made of; none if there is no such token.
  List<Integer> packaged() {
    return packaged ? dropped : List.of();
  }

  /// Rows that are left.
  int rows() {
    return kept().size() + (packaged().isEmpty() ? 0 : 1);
  }

  /// What each row of the package token counts.
  long[] weights() {
    long sum = dropped.stream().mapToLong(token -> scores[token]).sum();
    return dropped.stream().mapToLong(token -> weight(scores[token], sum)).toArray();
  }

  private long weight(long score, long sum) {
    if (factor > 0) {
      return Arithmetic.round(score * factor, 16);
    }
    return sum == 0 ? Arithmetic.weightOf(1, dropped.size()) : Arithmetic.weightOf(score, sum);
  }

  /// Finds the least score that stays, bit by bit from the highest; of those that equal it the
  /// first stay.
  private void decide() {
    int cut = 0;
    for (int bit = SCORE_BITS - 1; bit >= 0; bit--) {
      if (reaching(cut | 1 << bit) >= most) {
        cut |= 1 << bit;
      }
    }
    long ties = most - reaching(cut + 1);
    kept = new ArrayList<>();
    dropped = new ArrayList<>();
    for (int token = 0; token < scores.length; token++) {
      boolean tied = token >= leading && scores[token] == cut;
      boolean stays = token < leading || scores[token] > cut || (tied && ties > 0);
      ties -= tied ? 1 : 0;
      (stays ? kept : dropped).add(token);
    }
  }

  private long reaching(int score) {
    return IntStream.range(leading, scores.length).filter(t -> scores[t] >= score).count();
  }
}
