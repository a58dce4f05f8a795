package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.ApproximateItem;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.QuantizeItem;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.ir.request.ScalesClause;
import dev.vitcc.ir.request.WeightsClause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Resolves the clauses of a file: checks them all and fills in what is absent.
///
/// Defaults: random weights (seed 1, with a warning), calibration on 8 random images, no
/// evaluation, zcu102 at its own clock, 8-bit weights and activations, a 16-bit residual stream, no
/// pruning, tables.
final class ClauseCheck {
  private static final int DEFAULT_IMAGES = 32;

  /// Noise looks alike: more of it finds no other ranges.
  private static final int RANDOM_IMAGES = 8;

  private static final int MAX_IMAGES = 1 << 20;

  private final ClauseValues values;
  private final SourceLocation file;
  private final Map<String, Clause> clauses = new LinkedHashMap<>();

  ClauseCheck(ClauseValues values, String file) {
    this.values = values;
    this.file = SourceLocation.ofFile(file);
  }

  /// The request; where something is wrong, which is reported, the default stands in its place.
  CompileRequest check(List<Clause> given, InputFormat input) {
    for (Clause clause : given) {
      Clause other = clauses.putIfAbsent(clause.keyword(), clause);
      if (other != null) {
        values
            .reporter()
            .error(
                FrontendCode.DUPLICATE_CLAUSE,
                clause.location(),
                "the "
                    + clause.keyword()
                    + " clause is given twice: the first is at line "
                    + other.location().line(),
                "keep one of them");
      }
    }
    TargetCheck target = new TargetCheck(values, file);
    QuantizeCheck formats = new QuantizeCheck(values, file);
    Optional<Clause.Quantize> quantize = clause("quantize", Clause.Quantize.class);
    return new CompileRequest(
        input,
        weights(),
        calibrate(quantize),
        clause("evaluate", Clause.Evaluate.class).map(this::evaluate),
        clause("target", Clause.Target.class).map(target::check).orElseGet(target::absent),
        quantize.map(formats::check).orElseGet(formats::absent),
        clause("scales", Clause.Scales.class)
            .map(scales -> new ScalesClause(scales.file().value(), scales.location())),
        clause("prune", Clause.Prune.class).map(new PruneCheck(values)::check),
        approximate());
  }

  private <T extends Clause> Optional<T> clause(String keyword, Class<T> type) {
    return Optional.ofNullable(clauses.get(keyword)).map(type::cast);
  }

  private WeightsClause weights() {
    WeightsCheck weights = new WeightsCheck(values);
    return switch (clauses.get("weights")) {
      case Clause.FileWeights files -> weights.files(files);
      case Clause.RandomWeights random -> weights.random(random);
      case null, default -> {
        warnOfRandomWeights();
        yield new WeightsClause(WeightsCheck.DEFAULT, file);
      }
    };
  }

  private void warnOfRandomWeights() {
    if (!values.reporter().hasErrors()) {
      values
          .reporter()
          .warning(
              FrontendCode.NO_WEIGHTS,
              file,
              "there is no weights clause: the weights are random",
              "write weights \"model.safetensors\" naming timm; or weights random(seed = 1);");
    }
  }

  private CalibrateClause calibrate(Optional<Clause.Quantize> quantize) {
    CalibrationCheck methods = new CalibrationCheck(values, "calibration method");
    Optional<QuantizeItem.Calibration> line =
        quantize.stream()
            .flatMap(clause -> clause.items().stream())
            .filter(QuantizeItem.Calibration.class::isInstance)
            .map(QuantizeItem.Calibration.class::cast)
            .findFirst();
    Optional<Clause.Calibrate> calibrate = clause("calibrate", Clause.Calibrate.class);
    boolean both = line.isPresent() && calibrate.flatMap(Clause.Calibrate::method).isPresent();
    if (both) {
      values
          .reporter()
          .error(
              FrontendCode.DUPLICATE_LINE,
              line.orElseThrow().location(),
              "the calibration method is given in the calibrate clause already",
              "keep one of them");
    }
    CalibrateClause.Method method =
        calibrate
            .flatMap(Clause.Calibrate::method)
            .or(() -> line.map(QuantizeItem.Calibration::method))
            .flatMap(methods::method)
            .orElse(new CalibrateClause.Automatic());
    return calibrate
        .map(
            clause ->
                new CalibrateClause(
                    Optional.of(clause.images().value()),
                    clause
                        .count()
                        .flatMap(count -> values.integer(count, "images", 1, MAX_IMAGES))
                        .orElse(DEFAULT_IMAGES),
                    method,
                    clause.location()))
        .orElse(new CalibrateClause(Optional.empty(), RANDOM_IMAGES, method, file));
  }

  private EvaluateClause evaluate(Clause.Evaluate clause) {
    return new EvaluateClause(
        clause.images().value(),
        clause.labels().value(),
        clause.count().flatMap(count -> values.integer(count, "images", 1, MAX_IMAGES)),
        clause.location());
  }

  private ApproximateClause approximate() {
    Optional<Clause.Approximate> clause = clause("approximate", Clause.Approximate.class);
    List<ApproximateItem> items = clause.map(Clause.Approximate::items).orElse(List.of());
    return new ApproximateClause(
        new ApproximateCheck(values).check(items), clause.map(Clause::location).orElse(file));
  }
}
