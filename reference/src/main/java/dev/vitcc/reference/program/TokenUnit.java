package dev.vitcc.reference.program;

import static dev.vitcc.reference.program.ProgramInterpreter.require;

import dev.vitcc.ir.program.TokenRole;
import dev.vitcc.reference.program.WordStream.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Judges tokens by the class token's exponentials, and says which stay and what the package token
/// is made of.
final class TokenUnit {
  private static final int SCORE_BITS = 24;
  private static final int WHOLE = 1 << 16;

  private int[] scores = new int[0];
  private int[][] votes = new int[0][];
  private int tokensLeft;
  private int headsLeft;
  private int leading;
  private int most;
  private int threshold;
  private long share;
  private boolean searches;
  private long factor;
  private boolean packaged;
  private List<Integer> kept = List.of();
  private List<Integer> dropped = List.of();

  void select(Fields command) {
    require(headsLeft == 0 && tokensLeft == 0, "tokens are judged twice at once");
    scores = new int[command.get("tokens")];
    boolean learned = command.get("learned") == 1;
    headsLeft = learned ? 0 : command.get("heads");
    tokensLeft = learned ? scores.length : 0;
    votes = new int[scores.length][command.get("heads")];
    leading = command.get("leading");
    most = command.get("most");
    threshold = command.get("threshold");
    share = command.get("share");
    searches = command.get("searches") == 1;
    factor = command.get("factor");
    packaged = command.get("packaged") == 1;
  }

  /// Hears what is stored of a row, if it has to do with dropping tokens: what heads say of the
  /// token, and later what it counts.
  void hear(Fields command, int row, int[] codes) {
    int role = command.get("role");
    if (role == TokenRole.VOTE.ordinal()) {
      System.arraycopy(codes, 0, votes[row], 0, votes[row].length);
    } else if (role == TokenRole.WEIGH.ordinal()) {
      require(tokensLeft > 0, "no tokens are to be judged");
      long sum = 0;
      int total = 0;
      for (int head = 0; head < votes[row].length; head++) {
        int weight = Math.max(1, codes[head] + 127);
        sum += (long) weight * (votes[row][head] + 127);
        total += weight;
      }
      scores[row] = Arithmetic.meanOf(sum, total);
      tokensLeft--;
      if (tokensLeft == 0) {
        decide();
      }
    }
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
    require(headsLeft == 0 && tokensLeft == 0, "tokens are not judged yet");
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

  /// Finds the least score that stays, bit by bit from the highest: the greatest one that the
  /// threshold, or as many as may stay, or those that hold the share reach. Of those that equal it
  /// the first stay, as many as it takes.
  private void decide() {
    int cut = threshold;
    if (searches) {
      cut = 0;
      for (int bit = SCORE_BITS - 1; bit >= 0; bit--) {
        int trial = cut | 1 << bit;
        cut = trial <= threshold || !mayGrow(countOf(trial), sumOf(trial)) ? trial : cut;
      }
    }
    int count = searches ? countOf(cut + 1) : 0;
    long held = searches ? sumOf(cut + 1) : 0;
    kept = new ArrayList<>();
    dropped = new ArrayList<>();
    for (int token = 0; token < scores.length; token++) {
      boolean tied =
          token >= leading && scores[token] == cut && (!searches || mayGrow(count, held));
      boolean stays = token < leading || scores[token] > cut || tied;
      count += tied ? 1 : 0;
      held += tied ? cut : 0;
      (stays ? kept : dropped).add(token);
    }
  }

  /// Whether another token may stay beside so many that hold so much.
  private boolean mayGrow(int count, long held) {
    return count < most && (share == WHOLE || held * WHOLE < share * sumOf(0));
  }

  private int countOf(int score) {
    return (int) reaching(score).count();
  }

  private long sumOf(int score) {
    return reaching(score).asLongStream().sum();
  }

  private IntStream reaching(int score) {
    return IntStream.range(leading, scores.length).map(t -> scores[t]).filter(s -> s >= score);
  }
}
