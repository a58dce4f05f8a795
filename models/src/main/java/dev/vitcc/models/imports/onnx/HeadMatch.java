package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Layout.Axis;
import dev.vitcc.models.imports.onnx.Layout.Step;
import dev.vitcc.models.imports.onnx.Term.Apply;
import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.Term.Linear;
import dev.vitcc.models.imports.onnx.Term.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Recognises how logits come of the stream: a norm, a token, a linear layer; or the mean of two.
final class HeadMatch {
  /// @param norm of the last stream, or of the token alone
  /// @param token that it reads
  record Head(Linear linear, double factor, Optional<Rounding> input, LayerNorm norm, int token) {
    Rows rows() {
      return Rows.all(linear, factor);
    }
  }

  /// Heads in the order of their tokens, and the stream that they read.
  record Heads(List<Head> heads, View stream) {}

  private final Problems problems;

  HeadMatch(Problems problems) {
    this.problems = problems;
  }

  /// @throws Unmappable if there are none
  Heads match(View output) {
    View logits = output;
    if (output.base() instanceof Apply(Origin origin, Function function, View in)
        && function == Function.SOFTMAX
        && output.isInOrder()) {
      problems.warn(origin.title() + ": left out; the model gives logits, not probabilities");
      logits = in;
    }
    if (!(logits.base() instanceof Sum sum && !sum.right().isConstant())) {
      Found found = head(logits, 1);
      if (found.head().token() != 0) {
        throw new Unmappable(
            "the logits are read from token %d, expected the first"
                .formatted(found.head().token()));
      }
      return new Heads(List.of(found.head()), found.stream());
    }
    // Both are halved where they are added up.
    List<Found> both = new ArrayList<>();
    both.add(head(sum.left(), 2 * logits.factor()));
    both.add(head(sum.right(), 2 * logits.factor()));
    both.sort(Comparator.comparingInt(found -> found.head().token()));
    Head first = both.getFirst().head();
    Head second = both.getLast().head();
    if (first.token() != 0
        || second.token() != 1
        || !both.getFirst().stream().isSameAs(both.getLast().stream())
        || !sameNorm(first.norm(), second.norm())) {
      throw new Unmappable(
          "two heads read tokens %d and %d, expected those of one norm of the first two tokens"
              .formatted(first.token(), second.token()));
    }
    return new Heads(List.of(first, second), both.getFirst().stream());
  }

  private static boolean sameNorm(LayerNorm a, LayerNorm b) {
    return a.origin().number() == b.origin().number()
        || (a.epsilon() == b.epsilon() && same(a.scale(), b.scale()) && same(a.shift(), b.shift()));
  }

  private static boolean same(Optional<View> a, Optional<View> b) {
    return (a.isPresent() && b.isPresent()) ? a.get().isSameAs(b.get()) : a.equals(b);
  }

  private record Found(Head head, View stream) {}

  private static Found head(View logits, double factor) {
    if (!(logits.base() instanceof Linear linear)
        || !logits.isInOrder()
        || logits.layout().size() != linear.weight().shape().getFirst()) {
      throw new Unmappable(
          "the logits are %s of shape %s, expected a linear layer of one token"
              .formatted(logits.base().title(), logits.shape()));
    }
    View token = linear.input();
    if (!(token.base() instanceof LayerNorm norm)) {
      throw new Unmappable(
          "%s takes %s, expected a token of a layer norm"
              .formatted(linear.origin().title(), token.base().title()));
    }
    double all = factor * logits.factor();
    double snapped = View.isNear(all, 1) ? 1 : all;
    boolean alone = Shapes.size(norm.shape()) == token.layout().size();
    int index = index(alone ? norm.input() : token, norm.shape().getLast());
    View input = norm.input();
    View stream = alone ? View.of(input.base()) : input;
    if (alone ? !input.isUnscaled() : !input.isWhole()) {
      throw new Unmappable(norm.origin().title() + " takes a part of what the blocks give");
    }
    return new Found(new Head(linear, snapped, token.rounding(), norm, index), stream);
  }

  /// The one token that a view is.
  private static int index(View view, int features) {
    Axis axis = view.layout().merged(0, view.layout().rank());
    if (!axis.equals(new Axis(List.of(new Step(features, 1))))
        || view.layout().offset() % features != 0) {
      throw new Unmappable("the head reads something else than one token");
    }
    return (int) (view.layout().offset() / features);
  }
}
