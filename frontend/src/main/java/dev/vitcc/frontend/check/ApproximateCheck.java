package dev.vitcc.frontend.check;

import dev.vitcc.frontend.ast.ApproximateItem;
import dev.vitcc.frontend.ast.Bound;
import dev.vitcc.frontend.ast.Choice;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.ApproximateClause.Approximation;
import dev.vitcc.ir.request.ApproximateClause.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Resolves the lines of the approximate clause.
record ApproximateCheck(ClauseValues values) {
  private static final double MAX_ULPS = 1024;
  static final List<String> METHODS = List.of("table", "polynomial", "heatvit", "ibert", "ivit");
  static final List<String> FUNCTIONS =
      Arrays.stream(Function.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
  static final Signature HEATVIT = Signature.of("heatvit", Signature.optional("delta"));

  List<Approximation> check(List<ApproximateItem> items) {
    List<Approximation> result = new ArrayList<>();
    ClauseValues.Lines lines = new ClauseValues.Lines(values.reporter());
    for (ApproximateItem item : items) {
      Optional<ApproximateClause.Method> method = method(item.method());
      Optional<Double> ulps = item.error().flatMap(this::error);
      for (Name function : item.functions()) {
        if (!FUNCTIONS.contains(function.text())) {
          values.unknownChoice(function.location(), "approximate", function.text(), FUNCTIONS);
        } else if (lines.first(function.text(), function.location()) && method.isPresent()) {
          Function which = Function.valueOf(function.text().toUpperCase(Locale.ROOT));
          result.add(new Approximation(which, method.orElseThrow(), ulps, item.location()));
        }
      }
    }
    return result;
  }

  private Optional<Double> error(ApproximateItem.ErrorLimit error) {
    values.bound(error.bound(), Bound.Sign.AT_MOST, "error");
    return values.quantity(error.limit(), "error", Unit.ULPS, MAX_ULPS);
  }

  private Optional<ApproximateClause.Method> method(Choice choice) {
    if (choice.name().text().equals("heatvit")) {
      return values
          .arguments(HEATVIT, choice.arguments(), choice.location())
          .flatMap(arguments -> arguments.positive("delta", 1, 0.5))
          .map(ApproximateClause.HeatVit::new);
    }
    return values
        .word(choice, "approximate", METHODS)
        .map(
            word ->
                switch (word) {
                  case "table" -> new ApproximateClause.Table();
                  case "polynomial" -> new ApproximateClause.Polynomial();
                  case "ibert" -> new ApproximateClause.IBert();
                  case "ivit" -> new ApproximateClause.IVit();
                  default -> throw new IllegalStateException("no such method: " + word);
                });
  }
}
