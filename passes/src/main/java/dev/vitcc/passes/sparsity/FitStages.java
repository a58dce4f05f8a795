package dev.vitcc.passes.sparsity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Finds the schedule of a family that keeps the most tokens within a budget of cycles.
///
/// The table proposes: by bisection on the tokens that are left at the end, and then without stages
/// that end just above a stair. The cycle model counts the frame, and what the table was wrong by
/// is allowed for in the next proposal.
final class FitStages {
  private static final int TRIES = 4;

  /// A stair that ends so many tokens below a stage is near; farther down, another shape begins.
  private static final int NEAR = 2;

  private final LatencyTable table;
  private final ToLongFunction<Stages> cycles;
  private final Prunable prunable;

  /// @param cycles of a frame
  FitStages(LatencyTable table, ToLongFunction<Stages> cycles, Prunable prunable) {
    this.table = table;
    this.cycles = cycles;
    this.prunable = prunable;
  }

  /// @param cycles that a frame takes
  record Fit(Stages stages, long cycles) {}

  /// Empty if even the fewest tokens take too long.
  Optional<Fit> run(List<Integer> blocks, Family family, long budget) {
    Optional<Fit> best = Optional.empty();
    List<Stages> tried = new ArrayList<>();
    double allowance = 0;
    for (int i = 0; i < TRIES; i++) {
      double room = budget - allowance;
      Stages proposed = snapped(raised(bisected(blocks, family, room), room), room);
      if (tried.contains(proposed)) {
        break;
      }
      tried.add(proposed);
      long taken = cycles.applyAsLong(proposed);
      if (taken <= budget && best.filter(other -> !isMore(proposed, other.stages())).isEmpty()) {
        best = Optional.of(new Fit(proposed, taken));
      }
      allowance = taken - table.predict(proposed);
    }
    return best;
  }

  /// The schedule with the most tokens at the end that the table has within the budget; that with
  /// the fewest if there is none.
  private Stages bisected(List<Integer> blocks, Family family, double budget) {
    int fits = prunable.least();
    int tooMany = prunable.most(blocks.size()) + 1;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (table.predict(prunable.stages(blocks, family, middle)) <= budget) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return prunable.stages(blocks, family, fits);
  }

  /// More tokens at each stage, the last one first, as long as that takes no more than there is: up
  /// to the edge of a stair.
  private Stages raised(Stages stages, double budget) {
    Stages best = stages;
    for (int stage = stages.tokens().size() - 1; stage >= 0; ) {
      int limit = stage == 0 ? prunable.tokens() : best.tokens().get(stage - 1);
      List<Integer> tokens = new ArrayList<>(best.tokens());
      tokens.set(stage, tokens.get(stage) + 1);
      Stages more = new Stages(best.blocks(), tokens);
      if (tokens.get(stage) < limit && table.predict(more) <= budget) {
        best = more;
        stage = tokens.size() - 1; // there is room below a stage that rose
      } else {
        stage--;
      }
    }
    return best;
  }

  /// Moves stages from just above a stair to below it, where that leaves others a token more in
  /// every block, or as much.
  private Stages snapped(Stages stages, double budget) {
    Stages best = stages;
    for (Stages lower : lowered(stages)) {
      Stages other = raised(lower, budget);
      boolean gains = tokenBlocks(other) >= tokenBlocks(stages) + table.depth();
      best = gains && isMore(other, best) ? other : best;
    }
    return best.equals(stages) ? stages : snapped(best, budget);
  }

  /// With one stage at the number of the table next below its own, if that is near.
  private List<Stages> lowered(Stages stages) {
    List<Stages> all = new ArrayList<>();
    for (int stage = 0; stage < stages.tokens().size(); stage++) {
      boolean isLast = stage == stages.tokens().size() - 1;
      int least = isLast ? prunable.least() : stages.tokens().get(stage + 1) + 1;
      int edge = table.below(stages.tokens().get(stage));
      if (edge >= least && edge >= stages.tokens().get(stage) - NEAR) {
        List<Integer> tokens = new ArrayList<>(stages.tokens());
        tokens.set(stage, edge);
        all.add(new Stages(stages.blocks(), tokens));
      }
    }
    return all;
  }

  private boolean isMore(Stages one, Stages other) {
    return tokenBlocks(one) > tokenBlocks(other);
  }

  /// Tokens of all blocks together.
  private long tokenBlocks(Stages stages) {
    return IntStream.range(0, table.depth())
        .mapToLong(block -> stages.entering(block, table.all()))
        .sum();
  }
}
