package dev.vitcc.cli.compile;

import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Selection;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.reference.Selections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What images of calibration take where the number of tokens depends on the image.
///
/// @param images how many
/// @param kept the mean of the tokens that each selection lets stay, package tokens not counted
/// @param cycles the mean of the cycles of a frame
public record ExpectedTokens(int images, List<Double> kept, double cycles) {
  /// More images would keep large models waiting.
  private static final int MOST_IMAGES = 16;

  public ExpectedTokens {
    kept = List.copyOf(kept);
  }

  /// Empty where the number is always the same, or there is no image.
  static Optional<ExpectedTokens> of(
      Model integer, Program program, MemoryModel memory, List<byte[]> images) {
    if (!program.engine().formats().pruning().bounds() || images.isEmpty()) {
      return Optional.empty();
    }
    IntegerReference reference = new IntegerReference(integer);
    Map<List<Selection>, Integer> counts = new LinkedHashMap<>();
    List<byte[]> some = spread(images);
    for (byte[] image : some) {
      List<Selection> selections = Selections.of(integer.graph(), reference.run(image));
      counts.merge(selections, 1, Integer::sum);
    }
    double cycles = 0;
    int stages = counts.keySet().iterator().next().size();
    double[] kept = new double[stages];
    for (var entry : counts.entrySet()) {
      double share = entry.getValue() / (double) some.size();
      cycles += share * CycleModel.cycles(program, memory, entry.getKey());
      for (int stage = 0; stage < stages; stage++) {
        kept[stage] += share * entry.getKey().get(stage).kept();
      }
    }
    List<Double> means = new ArrayList<>();
    for (double mean : kept) {
      means.add(mean);
    }
    return Optional.of(new ExpectedTokens(some.size(), means, cycles));
  }

  /// Some of the images, from the first to the last.
  private static List<byte[]> spread(List<byte[]> images) {
    int count = Math.min(MOST_IMAGES, images.size());
    List<byte[]> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(images.get((int) ((long) i * images.size() / count)));
    }
    return some;
  }
}
