package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.ast.ConstantDeclaration;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.ModelDeclaration;
import dev.vitcc.frontend.ast.Statement;
import dev.vitcc.frontend.parse.VitParser.BlockDeclarationContext;
import dev.vitcc.frontend.parse.VitParser.ConstantDeclarationContext;
import dev.vitcc.frontend.parse.VitParser.InputModifierContext;
import dev.vitcc.frontend.parse.VitParser.InputStatementContext;
import dev.vitcc.frontend.parse.VitParser.ModelDeclarationContext;
import dev.vitcc.frontend.parse.VitParser.ParameterContext;
import dev.vitcc.frontend.parse.VitParser.RepeatStatementContext;
import dev.vitcc.frontend.parse.VitParser.StatementContext;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/// Builds the model and its statements.
final class StatementBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  StatementBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  ModelDeclaration model(ModelDeclarationContext context) {
    return new ModelDeclaration(
        expressions.name(context.name()), statements(context.statement()), span(context));
  }

  ConstantDeclaration constant(ConstantDeclarationContext context) {
    return new ConstantDeclaration(
        expressions.name(context.name()),
        expressions.expression(context.expression()),
        span(context));
  }

  private List<Statement> statements(List<StatementContext> contexts) {
    return contexts.stream().flatMap(context -> whole(context).stream()).toList();
  }

  /// The statement; of one that could not be read, what can be told: what it defines.
  private Optional<Statement> whole(StatementContext context) {
    if (Intact.isWhole(context)) {
      return Optional.of(statement(context));
    }
    if (context.blockDeclaration() != null) {
      BlockDeclarationContext block = context.blockDeclaration();
      return Intact.hasHead(block) ? Optional.of(block(block)) : Optional.empty();
    }
    if (context.repeatStatement() != null) {
      RepeatStatementContext repeat = context.repeatStatement();
      return Intact.hasHead(repeat) ? Optional.of(repeat(repeat)) : Optional.empty();
    }
    SourceLocation hole = span(context);
    if (context.assignment() != null && Intact.has(context.assignment().name())) {
      var name = expressions.name(context.assignment().name());
      return Optional.of(new Statement.Assignment(name, new Expression.Hole(hole), hole));
    }
    if (context.constantDeclaration() != null && Intact.has(context.constantDeclaration().name())) {
      var name = expressions.name(context.constantDeclaration().name());
      return Optional.of(new ConstantDeclaration(name, new Expression.Hole(hole), hole));
    }
    return Optional.empty();
  }

  private Statement statement(StatementContext context) {
    if (context.inputStatement() != null) {
      return input(context.inputStatement());
    }
    if (context.constantDeclaration() != null) {
      return constant(context.constantDeclaration());
    }
    if (context.blockDeclaration() != null) {
      return block(context.blockDeclaration());
    }
    if (context.repeatStatement() != null) {
      return repeat(context.repeatStatement());
    }
    if (context.outputStatement() != null) {
      var output = context.outputStatement();
      return new Statement.Output(
          expressions.name(output.name()),
          expressions.expression(output.expression()),
          span(output));
    }
    if (context.returnStatement() != null) {
      var result = context.returnStatement();
      return new Statement.Return(expressions.expression(result.expression()), span(result));
    }
    var assignment = context.assignment();
    return new Statement.Assignment(
        expressions.name(assignment.name()),
        expressions.expression(assignment.expression()),
        span(assignment));
  }

  private Statement input(InputStatementContext context) {
    return new Statement.Input(
        expressions.name(context.name()),
        expressions.sequence(context.list()),
        context.inputModifier().stream().map(this::modifier).toList(),
        span(context));
  }

  private Statement.Modifier modifier(InputModifierContext context) {
    return new Statement.Modifier(
        expressions.name(context.name()),
        expressions.arguments(context.arguments()),
        span(context));
  }

  private Statement block(BlockDeclarationContext context) {
    return new Statement.Block(
        expressions.name(context.name()),
        context.parameter().stream().map(this::parameter).toList(),
        statements(context.statement()),
        span(context));
  }

  private Statement.Parameter parameter(ParameterContext context) {
    return new Statement.Parameter(
        expressions.name(context.name()),
        Optional.ofNullable(context.expression()).map(expressions::expression),
        span(context));
  }

  private Statement repeat(RepeatStatementContext context) {
    return new Statement.Repeat(
        expressions.expression(context.expression()),
        statements(context.statement()),
        span(context));
  }

  private SourceLocation span(ParserRuleContext context) {
    return spans.of(context);
  }
}
