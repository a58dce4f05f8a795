package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.Choice;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.Expression.Operator;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.Quantity;
import dev.vitcc.frontend.ast.Text;
import dev.vitcc.frontend.parse.VitParser.ArgumentContext;
import dev.vitcc.frontend.parse.VitParser.ArgumentsContext;
import dev.vitcc.frontend.parse.VitParser.ChoiceContext;
import dev.vitcc.frontend.parse.VitParser.ExpressionContext;
import dev.vitcc.frontend.parse.VitParser.FactorContext;
import dev.vitcc.frontend.parse.VitParser.ListContext;
import dev.vitcc.frontend.parse.VitParser.PostfixContext;
import dev.vitcc.frontend.parse.VitParser.PrimaryContext;
import dev.vitcc.frontend.parse.VitParser.QuantityContext;
import dev.vitcc.frontend.parse.VitParser.TermContext;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Builds expressions and the small things made of them.
final class ExpressionBuilder {
  private final Spans spans;

  ExpressionBuilder(Spans spans) {
    this.spans = spans;
  }

  SourceLocation span(ParserRuleContext context) {
    return spans.of(context);
  }

  Name name(ParserRuleContext context) {
    return new Name(context.getText(), spans.of(context));
  }

  Name word(Token token) {
    return new Name(token.getText(), spans.of(token));
  }

  Text text(TerminalNode node) {
    return new Text(unquote(node), spans.of(node.getSymbol()));
  }

  List<Argument> arguments(ArgumentsContext context) {
    return context.argument().stream().map(this::argument).toList();
  }

  private Argument argument(ArgumentContext context) {
    return new Argument(
        Optional.ofNullable(context.argumentName()).map(this::name),
        expression(context.expression()),
        span(context));
  }

  Choice choice(ChoiceContext context) {
    List<Argument> arguments =
        context.arguments() == null ? List.of() : arguments(context.arguments());
    return new Choice(name(context.name()), arguments, span(context));
  }

  Quantity quantity(QuantityContext context) {
    return new Quantity(
        expression(context.expression()),
        Optional.ofNullable(context.unit()).map(this::name),
        span(context));
  }

  List<Expression> expressions(List<ExpressionContext> contexts) {
    return contexts.stream().map(this::expression).toList();
  }

  Expression expression(ExpressionContext context) {
    Expression result = term(context.term(0));
    for (int i = 1; i < context.term().size(); i++) {
      TermContext right = context.term(i);
      Token sign = ((TerminalNode) context.getChild(2 * i - 1)).getSymbol();
      Operator operator = sign.getType() == VitParser.PLUS ? Operator.ADD : Operator.SUBTRACT;
      SourceLocation place = spans.between(context.getStart(), right.getStop());
      result = new Expression.Binary(operator, result, term(right), place);
    }
    return result;
  }

  private Expression term(TermContext context) {
    Expression result = factor(context.factor(0));
    for (int i = 1; i < context.factor().size(); i++) {
      FactorContext right = context.factor(i);
      Token sign = ((TerminalNode) context.getChild(2 * i - 1)).getSymbol();
      Operator operator = sign.getType() == VitParser.TIMES ? Operator.MULTIPLY : Operator.DIVIDE;
      SourceLocation place = spans.between(context.getStart(), right.getStop());
      result = new Expression.Binary(operator, result, factor(right), place);
    }
    return result;
  }

  private Expression factor(FactorContext context) {
    return context.postfix() == null
        ? new Expression.Negation(factor(context.factor()), span(context))
        : postfix(context.postfix());
  }

  private Expression postfix(PostfixContext context) {
    Expression result = primary(context.primary());
    for (int i = 0; i < context.expression().size(); i++) {
      Token close = context.CLOSE_BRACKET(i).getSymbol();
      result =
          new Expression.Index(
              result, expression(context.expression(i)), spans.between(context.getStart(), close));
    }
    return result;
  }

  private Expression primary(PrimaryContext context) {
    if (context.NUMBER() != null) {
      return new Expression.NumberLiteral(context.getText(), span(context));
    }
    if (context.STRING() != null) {
      return new Expression.TextLiteral(unquote(context.STRING()), span(context));
    }
    if (context.arguments() != null) {
      return new Expression.Call(
          name(context.name()), arguments(context.arguments()), span(context));
    }
    if (context.name() != null) {
      return new Expression.Reference(name(context.name()));
    }
    return context.list() == null ? expression(context.expression()) : sequence(context.list());
  }

  Expression.Sequence sequence(ListContext context) {
    return new Expression.Sequence(expressions(context.expression()), span(context));
  }

  private static String unquote(TerminalNode node) {
    String quoted = node.getText();
    return quoted.substring(1, quoted.length() - 1);
  }
}
