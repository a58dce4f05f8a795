package dev.vitcc.ir.request;

import java.util.Optional;

/// Everything that a `.vit` file says beside the computation, one clause each, defaults filled in.
///
/// @param evaluate absent if the model has no evaluate clause: there is then nothing to score
/// @param scales absent if vitcc finds all steps and formats itself
/// @param prune absent if nothing is pruned
public record CompileRequest(
    InputFormat input,
    WeightsClause weights,
    CalibrateClause calibrate,
    Optional<EvaluateClause> evaluate,
    TargetClause target,
    QuantizeClause quantize,
    Optional<ScalesClause> scales,
    Optional<PruneClause> prune,
    ApproximateClause approximate) {

  public CompileRequest withWeights(WeightsClause other) {
    return new CompileRequest(
        input, other, calibrate, evaluate, target, quantize, scales, prune, approximate);
  }

  public CompileRequest withCalibrate(CalibrateClause other) {
    return new CompileRequest(
        input, weights, other, evaluate, target, quantize, scales, prune, approximate);
  }

  public CompileRequest withEvaluate(EvaluateClause other) {
    return new CompileRequest(
        input,
        weights,
        calibrate,
        Optional.of(other),
        target,
        quantize,
        scales,
        prune,
        approximate);
  }

  public CompileRequest withPrune(PruneClause other) {
    return new CompileRequest(
        input,
        weights,
        calibrate,
        evaluate,
        target,
        quantize,
        scales,
        Optional.of(other),
        approximate);
  }

  public CompileRequest withoutPruning() {
    return new CompileRequest(
        input,
        weights,
        calibrate,
        evaluate,
        target,
        quantize,
        scales,
        Optional.empty(),
        approximate);
  }

  public CompileRequest withQuantize(QuantizeClause other) {
    return new CompileRequest(
        input, weights, calibrate, evaluate, target, other, scales, prune, approximate);
  }

  public CompileRequest withTarget(TargetClause other) {
    return new CompileRequest(
        input, weights, calibrate, evaluate, other, quantize, scales, prune, approximate);
  }
}
