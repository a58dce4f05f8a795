package dev.vitcc.cli.compile;

import dev.vitcc.ir.Model;
import dev.vitcc.reference.IntegerReference;
import java.util.List;

/// How often two integer graphs of one network differ in the class they find.
public record Flips(int images, int flips) {
  /// More images would keep large models waiting.
  private static final int MOST_IMAGES = 64;

  static Flips between(Model one, Model other, List<byte[]> images) {
    List<byte[]> some = images.subList(0, Math.min(MOST_IMAGES, images.size()));
    List<int[]> first = new IntegerReference(one).logits(some);
    List<int[]> second = new IntegerReference(other).logits(some);
    int flips = 0;
    for (int i = 0; i < some.size(); i++) {
      flips += best(first.get(i)) == best(second.get(i)) ? 0 : 1;
    }
    return new Flips(some.size(), flips);
  }

  /// Of equal logits the class of least index counts as greater.
  private static int best(int[] logits) {
    int best = 0;
    for (int c = 1; c < logits.length; c++) {
      best = logits[c] > logits[best] ? c : best;
    }
    return best;
  }
}
