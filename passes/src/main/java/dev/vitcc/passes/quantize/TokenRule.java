package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ClassAttention;
import dev.vitcc.ir.op.ClassScores;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.op.WeightedMean;
import java.util.Optional;

/// Scores of tokens, and what they decide.
final class TokenRule {
  /// Scores of one token add up to this many for each head.
  private static final double CLASS_UNITS = 65536;

  /// Codes of a probability of one, times units of a code.
  private static final double SELECTOR_UNITS = 254 * 256;

  /// Beyond every score.
  private static final int GREATEST = Integer.MAX_VALUE;

  private final Legalizer legalizer;
  private final Node node;

  TokenRule(Legalizer legalizer, Node node) {
    this.legalizer = legalizer;
    this.node = node;
  }

  Optional<Quantity> apply() {
    return switch (node.op()) {
      case ClassAttention _ -> legalizer.ofOperand(node, 0, "softmax").map(this::classScores);
      case WeightedMean _ -> both("a sigmoid").map(x -> scores(x, operand(1)));
      case PruneTokens op -> both("tokens and scores").map(x -> pruned(op, x, operand(1)));
      default -> Optional.empty();
    };
  }

  /// The first operand, if the second has an integer form, too.
  private Optional<Quantity> both(String expected) {
    Optional<Quantity> second = legalizer.ofOperand(node, 1, expected);
    return legalizer.ofOperand(node, 0, expected).filter(first -> second.isPresent());
  }

  private Quantity operand(int index) {
    return legalizer.of(node.operands().get(index));
  }

  private Quantity classScores(Quantity codes) {
    int heads = codes.node().type().dim(0);
    Node scores = legalizer.add(node, new ClassScores(), codes);
    return new Quantity(scores, 1 / (CLASS_UNITS * heads), GREATEST);
  }

  private Quantity scores(Quantity x, Quantity weights) {
    Node scores = legalizer.add(node, new TokenScores(), x, weights);
    return new Quantity(scores, 1 / SELECTOR_UNITS, GREATEST);
  }

  private Quantity pruned(PruneTokens op, Quantity x, Quantity scores) {
    return x.movedTo(legalizer.add(node, op.in(scores.scale()), x, scores));
  }
}
