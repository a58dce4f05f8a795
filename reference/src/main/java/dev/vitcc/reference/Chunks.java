package dev.vitcc.reference;

import java.util.stream.IntStream;

/// Divides loops into chunks that run on all cores; what they compute does not depend on how many.
final class Chunks {
  /// Below this many multiplications a loop is not worth dividing.
  private static final long WORTHWHILE = 1L << 21;

  private Chunks() {}

  /// The part of a loop from `from` to before `to`; it must write to places of its own.
  @FunctionalInterface
  interface Body {
    void run(int from, int to);
  }

  /// Runs `body` over `0 .. count` in chunks of `size`; `cost` is that of the whole loop.
  static void run(int count, int size, long cost, Body body) {
    IntStream chunks = IntStream.range(0, Math.ceilDiv(count, size));
    if (cost >= WORTHWHILE) {
      chunks = chunks.parallel();
    }
    chunks.forEach(chunk -> body.run(chunk * size, Math.min(count, (chunk + 1) * size)));
  }
}
