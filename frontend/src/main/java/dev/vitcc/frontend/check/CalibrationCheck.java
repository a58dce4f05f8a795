package dev.vitcc.frontend.check;

import dev.vitcc.frontend.ast.Choice;
import dev.vitcc.ir.request.CalibrateClause;
import java.util.List;
import java.util.Optional;

/// Resolves how far codes reach: `max`, `percentile(99.9)` or `mse`.
///
/// @param what is resolved, such as `calibration method`
record CalibrationCheck(ClauseValues values, String what) {
  static final List<String> METHODS = List.of("max", "mse", "percentile");
  static final Signature PERCENTILE = Signature.of("percentile", Signature.required("percent"));

  Optional<CalibrateClause.Method> method(Choice choice) {
    if (choice.name().text().equals("percentile")) {
      return values
          .arguments(PERCENTILE, choice.arguments(), choice.location())
          .flatMap(arguments -> arguments.number("percent", 0, 100))
          .map(CalibrateClause.Percentile::new);
    }
    return values
        .word(choice, what, METHODS)
        .map(
            word ->
                word.equals("mse")
                    ? new CalibrateClause.MeanSquaredError()
                    : new CalibrateClause.Max());
  }
}
