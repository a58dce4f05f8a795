package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.PackageToken;
import java.util.List;
import java.util.Optional;

/// Which tokens are dropped, and where.
///
/// @param beforeBlocks blocks, counted from 0 and rising, in front of which tokens are dropped;
///   none if the compiler chooses them
/// @param packageToken what becomes of the tokens that are dropped
/// @param threshold the least score with which a token stays
/// @param share so many of the highest scores stay as hold this share of all
public record PruneClause(
    Selector selector,
    List<Integer> beforeBlocks,
    Schedule schedule,
    PackageToken packageToken,
    Optional<Double> threshold,
    Optional<Double> share,
    SourceLocation location) {
  public PruneClause {
    beforeBlocks = List.copyOf(beforeBlocks);
  }

  /// How tokens are judged.
  public enum Selector {
    CLASS_ATTENTION,
    LEARNED
  }

  /// How many tokens stay at each stage, at most.
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

  /// As many as their scores allow.
  public record ByScore() implements Schedule {}

  /// As many as the frame rate allows: the compiler chooses, and the blocks too if there are none.
  public record Automatic() implements Schedule {}

  /// Whether the compiler still has to choose.
  public boolean isOpen() {
    return schedule instanceof Automatic;
  }

  /// The same with another schedule for the same stages.
  public PruneClause withSchedule(Schedule other) {
    return new PruneClause(selector, beforeBlocks, other, packageToken, threshold, share, location);
  }

  /// The same with stages that were chosen.
  ///
  /// @param counts totals, one for each block
  public PruneClause withStages(List<Integer> blocks, List<Integer> counts) {
    return new PruneClause(
        selector, blocks, new Tokens(counts), packageToken, threshold, share, location);
  }
}
