package dev.vitcc.testbenches.verilator;

import java.util.OptionalLong;

/// How the memory behind the ports behaves: at its best, or with pauses that a seed decides.
///
/// A seed also decides where in memory image, input and output lie, how long each handshake waits,
/// and in what order different IDs are answered.
///
/// @param seed of the pauses, or none
public record Stalls(OptionalLong seed) {
  public static final Stalls NONE = new Stalls(OptionalLong.empty());

  public static Stalls random(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("the seed of stalls must not be negative: " + seed);
    }
    return new Stalls(OptionalLong.of(seed));
  }

  /// Reads `none` or `random:SEED`.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Stalls parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.matches("random:\\d{1,18}")) {
      return random(Long.parseLong(text.substring("random:".length())));
    }
    throw new IllegalArgumentException("expected none or random:SEED, found '" + text + "'");
  }

  @Override
  public String toString() {
    return seed.isPresent() ? "random:" + seed.getAsLong() : "none";
  }
}
