package dev.vitcc.passes.sparsity;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.sparsity.FitStages.Fit;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Chooses the schedule of tokens that loses the least within a budget of cycles.
///
/// Every set of positions and every family has one schedule that fills the budget. All of these are
/// measured on few images, the best of them on more, and the best of those on yet more.
public final class ChooseStages {
  /// Multiplications that a round may take, so that large models use fewer images.
  private static final double MOST_MACS = 2e11;

  private static final List<Integer> FINALISTS = List.of(4, 1);

  private final Model real;
  private final PruneClause clause;
  private final List<byte[]> images;
  private final Consumer<String> progress;

  /// @param real the trained network
  /// @param clause that leaves the number of tokens open
  /// @param images to measure losses on
  public ChooseStages(
      Model real, PruneClause clause, List<byte[]> images, Consumer<String> progress) {
    this.real = real;
    this.clause = clause;
    this.images = List.copyOf(images);
    this.progress = progress;
  }

  /// @param loss on as many images as there was time for
  public record Candidate(Stages stages, long cycles, Loss loss) {}

  /// @param table that schedules were proposed by
  /// @param engine that it is of
  /// @param candidates that were measured; the first is the choice
  public record Chosen(LatencyTable table, Engine engine, List<Candidate> candidates) {
    public Chosen {
      candidates = List.copyOf(candidates);
    }

    public Candidate best() {
      return candidates.getFirst();
    }
  }

  /// The latency–sparsity table of an engine.
  public LatencyTable table(FrameCycles cycles) {
    return new MeasureLatency(cycles).run(progress);
  }

  /// A schedule within the budget, with the first stage as early as can be, whatever it loses: what
  /// engines are compared by before there is a choice. Empty if there is none.
  public Optional<Stages> any(FrameCycles cycles, LatencyTable table, long budget) {
    return fits(cycles, table, budget, cycles.prunable().positions().subList(0, 1)).stream()
        .map(Fit::stages)
        .findFirst();
  }

  /// The schedule that takes the fewest cycles by a table; of several one with the fewest stages,
  /// and of those the one with the most tokens.
  public static Stages fastest(Prunable prunable, LatencyTable table) {
    List<Stages> all = new ArrayList<>();
    for (List<Integer> set : prunable.positions()) {
      for (Family family : prunable.families()) {
        for (int last = prunable.most(set.size()); last >= prunable.least(); last--) {
          all.add(prunable.stages(set, family, last));
        }
      }
    }
    return all.stream()
        .min(
            Comparator.<Stages>comparingDouble(table::predict)
                .thenComparingInt(stages -> stages.blocks().size()))
        .orElseThrow();
  }

  /// The choice; empty if no schedule stays within the budget.
  public Optional<Chosen> run(FrameCycles cycles, LatencyTable table, long budget) {
    List<Fit> fits = fits(cycles, table, budget, cycles.prunable().positions());
    if (fits.isEmpty()) {
      return Optional.empty();
    }
    long macs = TileAndUnroll.macs(cycles.graph());
    List<Candidate> ranked = measured(fits, images(macs, fits.size()));
    for (int finalists : FINALISTS) {
      int count = Math.min(finalists, ranked.size());
      List<byte[]> more = images(macs, count);
      if (more.size() > ranked.getFirst().loss().images()) {
        List<Fit> best = ranked.subList(0, count).stream().map(ChooseStages::fit).toList();
        List<Candidate> again = measured(best, more);
        again.addAll(ranked.subList(count, ranked.size()));
        ranked = again;
      }
    }
    return Optional.of(new Chosen(table, cycles.engine(), ranked));
  }

  private static Fit fit(Candidate candidate) {
    return new Fit(candidate.stages(), candidate.cycles());
  }

  private List<Fit> fits(
      FrameCycles cycles, LatencyTable table, long budget, List<List<Integer>> positions) {
    FitStages fit = new FitStages(table, cycles::of, cycles.prunable());
    Map<Stages, Fit> fits = new LinkedHashMap<>();
    for (List<Integer> blocks : positions) {
      progress.accept("tokens: fitting a schedule to blocks " + blocks);
      for (Family family : cycles.prunable().families()) {
        fit.run(blocks, family, budget).ifPresent(found -> fits.put(found.stages(), found));
      }
    }
    return List.copyOf(fits.values());
  }

  /// As many images as there is time for, if so many schedules are measured on each.
  private List<byte[]> images(long macs, int schedules) {
    double most = MOST_MACS / ((double) macs * (schedules + 1));
    return images.subList(0, (int) Math.clamp(most, 1, images.size()));
  }

  /// With their losses, the least first.
  private List<Candidate> measured(List<Fit> fits, List<byte[]> some) {
    MeasureLoss measure = new MeasureLoss(real, clause, some);
    List<Candidate> candidates = new ArrayList<>();
    for (Fit fit : fits) {
      progress.accept(
          "tokens: measuring schedule %d of %d on %d images"
              .formatted(candidates.size() + 1, fits.size(), some.size()));
      candidates.add(new Candidate(fit.stages(), fit.cycles(), measure.of(fit.stages())));
    }
    candidates.sort(Comparator.comparingDouble(candidate -> candidate.loss().divergence()));
    return candidates;
  }
}
