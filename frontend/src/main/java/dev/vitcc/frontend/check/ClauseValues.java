package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.Bound;
import dev.vitcc.frontend.ast.Choice;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.Quantity;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Evaluates what stands in clauses; every mistake is reported, and its value empty.
record ClauseValues(Reporter reporter, Evaluator evaluator, Environment constants, Expect expect) {

  static ClauseValues of(Reporter reporter, Environment constants, boolean reportsNames) {
    Evaluator evaluator = new Evaluator(reporter, new ConstantMeaning(reporter, reportsNames));
    return new ClauseValues(reporter, evaluator, constants, new Expect(reporter));
  }

  Value value(Expression expression) {
    return evaluator.evaluate(expression, constants);
  }

  Optional<Integer> integer(Expression expression, String what, int min, int max) {
    return expect.integer(value(expression), what, min, max, expression.location());
  }

  /// A number above 0 and at most `max`.
  Optional<Double> positive(Expression expression, String what, double max) {
    return expect.number(value(expression), what, 0, max, expression.location());
  }

  List<Integer> integers(List<Expression> expressions, String what, int min, int max) {
    return expressions.stream().flatMap(e -> integer(e, what, min, max).stream()).toList();
  }

  /// A quantity above 0 and at most `max`, in the unit that `unit` is named after.
  Optional<Double> quantity(Quantity quantity, String what, Unit unit, double max) {
    return factor(quantity, what, unit)
        .flatMap(
            scale -> positive(quantity.value(), what, max / scale).map(number -> number * scale));
  }

  /// Per cent from 0 to 100.
  Optional<Double> percent(Quantity quantity, String what) {
    Expression written = quantity.value();
    return factor(quantity, what, Unit.PERCENT)
        .flatMap(_ -> expect.upTo(value(written), what, 100, written.location()));
  }

  private Optional<Double> factor(Quantity quantity, String what, Unit unit) {
    if (quantity.unit().isEmpty()) {
      wrongUnit(quantity.location(), what, unit, "a number without a unit");
      return Optional.empty();
    }
    Optional<Double> factor = unit.factor(quantity.unit().orElseThrow().text());
    if (factor.isEmpty()) {
      SourceLocation where = quantity.unit().orElseThrow().location();
      wrongUnit(where, what, unit, "'" + quantity.unit().orElseThrow() + "'");
    }
    return factor;
  }

  private void wrongUnit(SourceLocation where, String what, Unit unit, String found) {
    reporter.error(
        FrontendCode.WRONG_UNIT,
        where,
        what + ": expected " + Expect.anyOf(unit.words()) + ", found " + found,
        "write the number with its unit, as in " + unit.example());
  }

  void bound(Bound bound, Bound.Sign expected, String what) {
    if (bound.sign() != expected) {
      reporter.error(
          FrontendCode.WRONG_BOUND,
          bound.location(),
          what + ": expected '" + expected.symbol() + "', found '" + bound.sign().symbol() + "'");
    }
  }

  /// The arguments of a choice or a modifier; those that are wrong are reported.
  Optional<CallArguments> arguments(
      Signature signature, List<Argument> arguments, SourceLocation where) {
    return signature
        .bind(arguments, where, reporter)
        .map(
            bound -> {
              Map<String, Value> values = new LinkedHashMap<>();
              bound.forEach((name, argument) -> values.put(name, value(argument.value())));
              return new CallArguments(signature.callee(), where, bound, values, expect);
            });
  }

  /// A choice that takes no arguments, among those of `words`.
  Optional<String> word(Choice choice, String what, List<String> words) {
    String written = choice.name().text();
    if (!words.contains(written)) {
      unknownChoice(choice.name().location(), what, written, words);
      return Optional.empty();
    }
    return Signature.of(written)
        .bind(choice.arguments(), choice.location(), reporter)
        .map(_ -> written);
  }

  void unknownChoice(SourceLocation where, String what, String written, Collection<String> words) {
    reporter.unknown(
        FrontendCode.UNKNOWN_CHOICE, where, what + ": unknown '" + written + "'", written, words);
  }

  /// Sees to it that each line of a clause is given once.
  static final class Lines {
    private final Reporter reporter;
    private final Set<String> seen = new LinkedHashSet<>();

    Lines(Reporter reporter) {
      this.reporter = reporter;
    }

    /// Whether this is the first of its kind; a second one is reported.
    boolean first(String what, SourceLocation where) {
      if (seen.add(what)) {
        return true;
      }
      reporter.error(FrontendCode.DUPLICATE_LINE, where, "'" + what + "' is given twice");
      return false;
    }
  }
}
