package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.ir.diagnostic.SourceLocation;

/// What calls and names mean where only constants may stand: in clauses, `const` and `input`.
///
/// @param reportsNames whether unknown names are reported here, or have been by the check of names
record ConstantMeaning(Reporter reporter, boolean reportsNames) implements Evaluator.TensorMeaning {

  @Override
  public Value call(Expression.Call call, Environment environment) {
    reporter.error(
        FrontendCode.WRONG_KIND,
        call.location(),
        "expected a constant, found a call of '" + call.function() + "'");
    return Value.UNKNOWN;
  }

  @Override
  public Value unknown(Name name, Environment environment) {
    if (reportsNames) {
      reporter.unknown(
          FrontendCode.UNKNOWN_NAME,
          name.location(),
          "there is no constant '" + name + "'",
          name.text(),
          environment.names());
    }
    return Value.UNKNOWN;
  }

  @Override
  public Value select(Value.Tensor operand, Value index, Expression.Index where) {
    throw new IllegalStateException("no tensors among constants");
  }

  @Override
  public Value add(Value.Tensor left, Value.Tensor right, SourceLocation where) {
    throw new IllegalStateException("no tensors among constants");
  }

  @Override
  public Value scale(Value.Tensor operand, double factor, SourceLocation where) {
    throw new IllegalStateException("no tensors among constants");
  }
}
