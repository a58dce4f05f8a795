package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.sparsity.Loss;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Ranks designs of one network by what they lose of it, narrow codes and tokens together, on
/// images to calibrate with: the mean divergence of the classes' probabilities by the integer
/// reference.
///
/// @param given the network, whose open tokens all stay
record RankByLoss(LoadedModel given, Consumer<String> progress) {
  /// Multiplications that measuring may take, so that large models use fewer images.
  private static final double MOST_MACS = 2e11;

  private record Ranked(Solution solution, Loss loss) {}

  /// @param tried notes the losses
  /// @return those with the least loss first; the only one is not measured
  List<Solution> run(List<Solution> solutions, TriedDesigns tried) {
    if (solutions.size() < 2) {
      return solutions;
    }
    References references = new References((done, of) -> {});
    ImageSet.Raw images = images(solutions);
    List<float[]> wanted = references.real(given.withTokensSettled(), images);
    List<Ranked> ranked = new ArrayList<>();
    for (Solution solution : solutions) {
      progress.accept(
          "comparing %d bits of activations on %d images"
              .formatted(TriedDesigns.bits(solution.model()), images.count()));
      Loss loss = Loss.between(wanted, references.integer(solution.integer(), images));
      tried.compared(solution, loss);
      ranked.add(new Ranked(solution, loss));
    }
    ranked.sort(Comparator.comparingDouble(one -> one.loss().divergence()));
    return ranked.stream().map(Ranked::solution).toList();
  }

  private ImageSet.Raw images(List<Solution> solutions) {
    double macs =
        solutions.stream()
            .mapToDouble(solution -> TileAndUnroll.macs(solution.integer().graph()))
            .sum();
    List<byte[]> all = given.images().calibration();
    int count = (int) Math.clamp(MOST_MACS / macs, 1, all.size());
    return given.images().set(all.subList(0, count));
  }
}
