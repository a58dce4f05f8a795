package dev.vitcc.passes.manager;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.quantize.LegalizeToIntegers;
import dev.vitcc.passes.quantize.RangeCache;
import java.util.List;
import java.util.Optional;

/// What a trained network is quantised with, so that several plans of formats can be tried.
///
/// @param model with its weights
/// @param images to calibrate with: raw bytes
/// @param method from the values seen to the range that codes cover
/// @param pruning of tokens, if any are pruned
/// @param approximations of functions
public record Quantization(
    Model model,
    List<byte[]> images,
    Method method,
    Optional<PruneClause> pruning,
    Approximations approximations,
    PassContext context) {
  public Quantization {
    images = List.copyOf(images);
  }

  /// The integer graph.
  ///
  /// @param ranges that are known
  public Model integers(FormatPlan plan, RangeCache ranges, List<PassObserver> observers) {
    return run(Pipelines.standard(choices(plan), images, method, ranges), observers);
  }

  /// The real graph, with formats and ranges beside it.
  public Model calibrated(FormatPlan plan, RangeCache ranges) {
    return run(Pipelines.calibrating(choices(plan), images, method, ranges), List.of());
  }

  /// The integer graph of a calibrated one, with tables for functions.
  public static Model integers(Model calibrated) {
    return new LegalizeToIntegers().run(calibrated, PassContext.quiet());
  }

  private Choices choices(FormatPlan plan) {
    return new Choices(pruning, plan, approximations);
  }

  private Model run(List<Pass> passes, List<PassObserver> observers) {
    return new PassManager(Pipelines.GIVEN, passes, observers).run(model, context);
  }
}
