package dev.vitcc.integration;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.RandomSelectors;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.Choices;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.PassManager;
import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.quantize.RangeCache;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A model after the standard passes, and images for it.
///
/// @param name what to call it when something is wrong with it; for random ones seed and shape
/// @param integer the integer graph: what reference, interpreter and hardware must agree on
record Sample(String name, Model integer, List<byte[]> images) {
  private static final int IMAGES = 4;
  private static final String HEAD_WEIGHTS = ".head_attn.";

  static Sample of(long seed, VitLimits limits) {
    return of(seed, RandomModels.shape(seed, limits));
  }

  /// A random model, calibrated with random images.
  static Sample of(long seed, VitShape shape) {
    return of(seed, shape, Optional.empty(), 1);
  }

  /// A random model of at least two blocks, with tokens dropped in front of one or two of them.
  static Sample pruned(EngineSpec engine, long seed, VitLimits limits) {
    return pruned(engine, seed, limits, 1);
  }

  /// The same, where what heads count in a learned selector is more certain by a factor: greater
  /// ones lead to the least weights there are, and to the greatest.
  static Sample pruned(EngineSpec engine, long seed, VitLimits limits, int certainty) {
    long fitting = fittingSeed(engine, seed, limits);
    while (RandomModels.shape(fitting, limits).depth() < 2) {
      fitting = fittingSeed(engine, fitting + 1, limits);
    }
    VitShape shape = RandomModels.shape(fitting, limits);
    return of(fitting, shape, Optional.of(PrunedTokens.clause(fitting, shape)), certainty);
  }

  private static Sample of(
      long seed, VitShape shape, Optional<PruneClause> pruning, int certainty) {
    Model plain = RandomModels.vit(seed, shape);
    int stages = pruning.map(clause -> clause.beforeBlocks().size()).orElse(0);
    RandomSelectors.Place place = new RandomSelectors.Place(shape.heads(), shape.headDim());
    Model model =
        surer(RandomSelectors.in(plain, seed, Collections.nCopies(stages, place)), certainty);
    List<byte[]> images =
        RandomModels.images(seed, model.graph(), IMAGES).stream()
            .map(image -> ((TensorData.Bytes) image).values())
            .toList();
    PassManager passes =
        new PassManager(
            Pipelines.GIVEN,
            Pipelines.standard(
                new Choices(pruning, FormatPlan.EIGHT_BITS, Approximations.TABLES),
                images,
                new CalibrateClause.Max(),
                RangeCache.none()),
            List.of());
    String name = "seed " + seed + ", " + shape;
    return new Sample(name, passes.run(model, PassContext.quiet()), images);
  }

  private static Model surer(Model model, int certainty) {
    Parameters parameters = model.parameters();
    for (String key : model.parameters().keys()) {
      if (key.contains(HEAD_WEIGHTS) && parameters.get(key) instanceof TensorData.Reals reals) {
        float[] values = reals.values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] *= certainty;
        }
        parameters = parameters.with(key, new TensorData.Reals(reals.type(), values));
      }
    }
    return new Model(model.graph(), parameters);
  }

  /// The model of this seed, or of the next one that the engine can take.
  static Sample fitting(EngineSpec engine, long seed, VitLimits limits) {
    return of(fittingSeed(engine, seed, limits), limits);
  }

  static long fittingSeed(EngineSpec engine, long seed, VitLimits limits) {
    long fitting = seed;
    while (RandomModels.shape(fitting, limits).distilled() && !engine.takesDistilled()) {
      fitting++;
    }
    return fitting;
  }

  @Override
  public String toString() {
    return name;
  }
}
