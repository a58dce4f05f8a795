package dev.vitcc.passes.manager;

import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.passes.RemoveUnused;
import dev.vitcc.passes.approximate.ApproximateFunctions;
import dev.vitcc.passes.fold.FoldLayerNormAffine;
import dev.vitcc.passes.fold.FoldNormalization;
import dev.vitcc.passes.fold.FoldScaleIntoLinear;
import dev.vitcc.passes.fold.MergeParallelLinears;
import dev.vitcc.passes.format.AssignFormats;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.order.OrderChannels;
import dev.vitcc.passes.prune.InsertTokenPruning;
import dev.vitcc.passes.quantize.Calibrate;
import dev.vitcc.passes.quantize.LegalizeToIntegers;
import dev.vitcc.passes.quantize.RangeCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The one list of the passes, in the order in which they run, with the reason on each line.
public final class Pipelines {
  private Pipelines() {}

  /// What holds of the models that the front end gives, with their weights.
  public static final Set<Property> GIVEN = Set.of(Property.PARAMETERS_BOUND);

  /// From the float graph of the front end to what the scheduler takes.
  ///
  /// @param images to calibrate with: raw bytes, height × width × channels each
  /// @param method from the values seen to the range that codes cover
  /// @param cache of the ranges that calibration found before
  public static List<Pass> standard(
      Choices choices, List<byte[]> images, Method method, RangeCache cache) {
    List<Pass> passes = new ArrayList<>(calibrating(choices, images, method, cache));
    passes.add(new LegalizeToIntegers()); // once every range is known
    passes.add(
        new ApproximateFunctions(choices.approximations())); // between the codes that there are
    return List.copyOf(passes);
  }

  /// All of them up to calibration: what they leave is real, with formats and ranges beside it.
  public static List<Pass> calibrating(
      Choices choices, List<byte[]> images, Method method, RangeCache cache) {
    FormatPlan formats = choices.formats();
    return List.of(
        new RemoveUnused(), // so that no later pass works on what nobody asked for
        new InsertTokenPruning(choices.pruning()), // so that selectors are layers like all others
        new FoldNormalization(), // so that the array reads bytes as they come
        new FoldScaleIntoLinear(), // so that only sums of linear layers are left for the next one
        new MergeParallelLinears(), // so that the heads of a distilled model are one layer
        new OrderChannels(formats), // so that formats can follow columns
        new AssignFormats(formats), // on the matrices as they will be
        new FoldLayerNormAffine(), // as far as the formats of the weights allow
        new Calibrate(images, method, cache) // on the weights that will be quantised
        );
  }

  /// The same passes, to be looked at rather than run.
  public static List<Pass> standard() {
    return standard(
        Choices.of(FormatPlan.EIGHT_BITS), List.of(), new CalibrateClause.Max(), RangeCache.none());
  }

  /// The names of all passes, in pipeline order.
  public static List<String> names() {
    return standard().stream().map(Pass::name).toList();
  }

  /// The pass of that name, as the standard pipeline has it.
  public static Optional<Pass> find(String name) {
    return standard().stream().filter(pass -> pass.name().equals(name)).findFirst();
  }
}
