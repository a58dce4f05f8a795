package dev.vitcc.frontend.check;

import java.util.ArrayDeque;
import java.util.Deque;

/// Where in the written-out model the expansion is: the places that [WeightNames] names layers by.
final class Places {
  private final Deque<Integer> open = new ArrayDeque<>();
  private int last;

  void enterIteration() {
    open.push(++last);
  }

  /// A call inside another place belongs to it; a call at the top level is a place of its own.
  void enterCall() {
    open.push(open.isEmpty() ? ++last : open.getFirst());
  }

  void leave() {
    open.pop();
  }

  int current() {
    return open.isEmpty() ? WeightNames.TOP : open.getFirst();
  }
}
