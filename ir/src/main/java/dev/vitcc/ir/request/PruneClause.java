package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// Which tokens are dropped, and where.
///
/// @param beforeBlocks blocks, counted from 0 and rising, in front of which tokens are dropped
/// @param packageToken whether what is dropped is averaged into one more token
/// @param threshold the score from which a token is kept, for selectors that score
public record PruneClause(
    Selector selector,
    List<Integer> beforeBlocks,
    Schedule schedule,
    boolean packageToken,
    Optional<Double> threshold,
    SourceLocation location) {
  public PruneClause {
    beforeBlocks = List.copyOf(beforeBlocks);
  }

  /// How tokens are judged.
  public enum Selector {
    CLASS_ATTENTION,
    LEARNED
  }

  /// How many tokens stay at each stage.
  public sealed interface Schedule {}

  /// Totals, class and package token included, one for each stage.
  public record Tokens(List<Integer> counts) implements Schedule {
    public Tokens {
      counts = List.copyOf(counts);
    }
  }

  /// The share of what each stage sees, above 0 and at most 1, one for each stage.
  public record Keep(List<Double> rates) implements Schedule {
    public Keep {
      rates = List.copyOf(rates);
    }
  }

  /// As many as reach the threshold.
  public record ByThreshold() implements Schedule {}
}
