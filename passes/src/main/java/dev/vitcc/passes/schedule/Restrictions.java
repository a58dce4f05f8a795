package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.passes.NotOnEngine;
import java.util.List;

/// What commands have no way to say.
final class Restrictions {
  /// What commands have bits for.
  private static final int MOST_LEADING = 15;

  /// Queries, keys and values.
  private static final int PARTS = 3;

  private Restrictions() {}

  /// The users of a layer are its queries, keys and values.
  static void requireParts(List<Node> users, int heads) {
    for (Node user : users) {
      if (!(user.op() instanceof SplitHeads split)
          || split.parts() != PARTS
          || split.heads() != heads) {
        throw NotOnEngine.because(
            user, "queries, keys and values of as many heads each are the parts of a layer");
      }
    }
  }

  /// Tokens in front of those of the image.
  static void requireLeading(Node sum, int leading) {
    if (leading > MOST_LEADING) {
      throw NotOnEngine.because(
          sum, "%d tokens before those of the image, %d at most".formatted(leading, MOST_LEADING));
    }
  }
}
