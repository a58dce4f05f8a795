package dev.vitcc.testbenches.verilator;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// How the memory behind the ports behaves: at its best, or with pauses that a seed decides.
///
/// A seed also decides where in memory image, input and output lie, and in what order different IDs
/// are answered.
///
/// @param pattern of the pauses
/// @param seed of the pauses, or none
public record Stalls(Pattern pattern, OptionalLong seed) {
  public static final Stalls NONE = new Stalls(Pattern.NONE, OptionalLong.empty());

  private static final java.util.regex.Pattern SEEDED =
      java.util.regex.Pattern.compile("([a-z-]+):(\\d{1,18})");

  /// Kinds of pauses; docs/simulation.md describes each.
  public enum Pattern {
    NONE,
    RANDOM,
    LATE,
    PAUSES,
    ADDRESS_FIRST,
    DATA_FIRST,
    SLOW_ANSWERS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Stalls {
    if ((pattern == Pattern.NONE) != seed.isEmpty()) {
      throw new IllegalArgumentException("stalls have a pattern and a seed, or neither");
    }
    if (seed.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "the seed of stalls must not be negative: " + seed.getAsLong());
    }
  }

  public static Stalls random(long seed) {
    return new Stalls(Pattern.RANDOM, OptionalLong.of(seed));
  }

  /// Reads `none` or `PATTERN:SEED`.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Stalls parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    Matcher seeded = SEEDED.matcher(text);
    if (seeded.matches()) {
      for (Pattern pattern : Pattern.values()) {
        if (pattern != Pattern.NONE && seeded.group(1).equals(pattern.toString())) {
          return new Stalls(pattern, OptionalLong.of(Long.parseLong(seeded.group(2))));
        }
      }
    }
    throw new IllegalArgumentException("expected none or " + choices() + ", found '" + text + "'");
  }

  private static String choices() {
    return Stream.of(Pattern.values())
        .filter(pattern -> pattern != Pattern.NONE)
        .map(pattern -> pattern + ":SEED")
        .collect(joining(", "));
  }

  @Override
  public String toString() {
    return seed.isPresent() ? pattern + ":" + seed.getAsLong() : "none";
  }
}
