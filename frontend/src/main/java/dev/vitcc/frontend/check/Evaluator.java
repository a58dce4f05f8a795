package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.Expression.Binary;
import dev.vitcc.frontend.ast.Expression.Call;
import dev.vitcc.frontend.ast.Expression.Hole;
import dev.vitcc.frontend.ast.Expression.Index;
import dev.vitcc.frontend.ast.Expression.Negation;
import dev.vitcc.frontend.ast.Expression.NumberLiteral;
import dev.vitcc.frontend.ast.Expression.Reference;
import dev.vitcc.frontend.ast.Expression.Sequence;
import dev.vitcc.frontend.ast.Expression.TextLiteral;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.ir.diagnostic.SourceLocation;

/// Evaluates expressions; what tensors mean is left to someone else.
final class Evaluator {

  /// The part of the language that has to do with tensors and names.
  interface TensorMeaning {
    Value call(Call call, Environment environment);

    Value select(Value.Tensor operand, Value index, Index where);

    Value add(Value.Tensor left, Value.Tensor right, SourceLocation where);

    Value scale(Value.Tensor operand, double factor, SourceLocation where);

    /// A name that stands for nothing in the environment.
    Value unknown(Name name, Environment environment);
  }

  private final Reporter reporter;
  private final TensorMeaning tensors;

  Evaluator(Reporter reporter, TensorMeaning tensors) {
    this.reporter = reporter;
    this.tensors = tensors;
  }

  Value evaluate(Expression expression, Environment environment) {
    Value value = valueOf(expression, environment);
    switch (expression) {
      case Reference reference -> reporter.saw(reference.location(), value);
      case Call call -> reporter.saw(call.function().location(), value);
      case NumberLiteral _, TextLiteral _, Sequence _, Index _, Negation _, Binary _, Hole _ -> {}
    }
    return value;
  }

  private Value valueOf(Expression expression, Environment environment) {
    return switch (expression) {
      case Hole _ -> Value.UNKNOWN;
      case NumberLiteral literal -> number(literal);
      case TextLiteral literal -> new Value.Quoted(literal.value());
      case Reference reference -> lookUp(reference.name(), environment);
      case Sequence sequence ->
          new Value.Sequence(
              sequence.elements().stream().map(e -> evaluate(e, environment)).toList());
      case Call call -> tensors.call(call, environment);
      case Index index -> index(index, environment);
      case Negation negation -> negate(evaluate(negation.operand(), environment), negation);
      case Binary binary ->
          combine(
              binary, evaluate(binary.left(), environment), evaluate(binary.right(), environment));
    };
  }

  private Value number(NumberLiteral literal) {
    return finite(Double.parseDouble(literal.text()), literal.location());
  }

  private Value finite(double number, SourceLocation location) {
    if (Double.isFinite(number)) {
      return new Value.Number(number);
    }
    reporter.error(
        FrontendCode.NUMBER_OUT_OF_RANGE, location, "the number is too large to represent");
    return Value.UNKNOWN;
  }

  private Value lookUp(Name name, Environment environment) {
    return environment
        .find(name.text())
        .orElseGet(
            () ->
                Words.isWord(name.text())
                    ? new Value.Word(name.text())
                    : tensors.unknown(name, environment));
  }

  private Value index(Index index, Environment environment) {
    Value operand = evaluate(index.operand(), environment);
    Value position = evaluate(index.index(), environment);
    return switch (operand) {
      case Value.Unknown unknown -> unknown;
      case Value.Tensor tensor -> tensors.select(tensor, position, index);
      case Value.Number _, Value.Quoted _, Value.Word _, Value.Sequence _ -> {
        reporter.error(
            FrontendCode.WRONG_KIND,
            index.operand().location(),
            "only a tensor has tokens to select, found " + operand.describe());
        yield Value.UNKNOWN;
      }
    };
  }

  private Value negate(Value operand, Negation negation) {
    return switch (operand) {
      case Value.Unknown unknown -> unknown;
      case Value.Number number -> new Value.Number(-number.number());
      case Value.Tensor tensor -> tensors.scale(tensor, -1, negation.location());
      case Value.Quoted _, Value.Word _, Value.Sequence _ -> {
        reporter.error(
            FrontendCode.WRONG_KIND, negation.location(), "cannot negate " + operand.describe());
        yield Value.UNKNOWN;
      }
    };
  }

  private Value combine(Binary binary, Value left, Value right) {
    if (left instanceof Value.Unknown || right instanceof Value.Unknown) {
      return Value.UNKNOWN;
    }
    SourceLocation where = binary.location();
    if (left instanceof Value.Number(double a) && right instanceof Value.Number(double b)) {
      return arithmetic(binary, a, b);
    }
    return switch (binary.operator()) {
      case ADD ->
          left instanceof Value.Tensor a && right instanceof Value.Tensor b
              ? tensors.add(a, b, where)
              : mismatch(binary, left, right);
      case SUBTRACT ->
          left instanceof Value.Tensor a && right instanceof Value.Tensor b
              ? subtract(a, b, where)
              : mismatch(binary, left, right);
      case MULTIPLY -> {
        if (left instanceof Value.Number(double a) && right instanceof Value.Tensor b) {
          yield tensors.scale(b, a, where);
        }
        yield left instanceof Value.Tensor a && right instanceof Value.Number(double b)
            ? tensors.scale(a, b, where)
            : mismatch(binary, left, right);
      }
      case DIVIDE ->
          left instanceof Value.Tensor a && right instanceof Value.Number(double b) && b != 0
              ? tensors.scale(a, 1 / b, where)
              : mismatch(binary, left, right);
    };
  }

  private Value subtract(Value.Tensor left, Value.Tensor right, SourceLocation where) {
    return tensors.scale(right, -1, where) instanceof Value.Tensor negated
        ? tensors.add(left, negated, where)
        : Value.UNKNOWN;
  }

  private Value mismatch(Binary binary, Value left, Value right) {
    String both = left.describe() + " and " + right.describe();
    String hint =
        switch (binary.operator()) {
          case ADD, SUBTRACT -> "numbers go with numbers, and tensors with tensors of their shape";
          case MULTIPLY -> "a tensor is scaled by a number; for a product of tensors use matmul";
          case DIVIDE -> "a tensor is divided by a number other than 0";
        };
    reporter.error(
        FrontendCode.WRONG_KIND,
        binary.location(),
        "'" + binary.operator().symbol() + "' does not apply to " + both,
        hint);
    return Value.UNKNOWN;
  }

  private Value arithmetic(Binary binary, double a, double b) {
    if (binary.operator() == Expression.Operator.DIVIDE && b == 0) {
      reporter.error(FrontendCode.DIVISION_BY_ZERO, binary.location(), "division by zero");
      return Value.UNKNOWN;
    }
    double result =
        switch (binary.operator()) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
        };
    return finite(result, binary.location());
  }
}
