package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.ast.ApproximateItem;
import dev.vitcc.frontend.ast.Bound;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.FormatSyntax;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.PruneItem;
import dev.vitcc.frontend.ast.QuantizeItem;
import dev.vitcc.frontend.ast.TargetItem;
import dev.vitcc.frontend.parse.VitParser.ApproximateClauseContext;
import dev.vitcc.frontend.parse.VitParser.ApproximateItemContext;
import dev.vitcc.frontend.parse.VitParser.AutoItemContext;
import dev.vitcc.frontend.parse.VitParser.BeforeItemContext;
import dev.vitcc.frontend.parse.VitParser.BoundContext;
import dev.vitcc.frontend.parse.VitParser.CalibrateClauseContext;
import dev.vitcc.frontend.parse.VitParser.CalibrationItemContext;
import dev.vitcc.frontend.parse.VitParser.ClockItemContext;
import dev.vitcc.frontend.parse.VitParser.CumulativeItemContext;
import dev.vitcc.frontend.parse.VitParser.EngineItemContext;
import dev.vitcc.frontend.parse.VitParser.EvaluateClauseContext;
import dev.vitcc.frontend.parse.VitParser.FormatArgumentContext;
import dev.vitcc.frontend.parse.VitParser.FormatContext;
import dev.vitcc.frontend.parse.VitParser.FormatItemContext;
import dev.vitcc.frontend.parse.VitParser.KeepItemContext;
import dev.vitcc.frontend.parse.VitParser.LimitItemContext;
import dev.vitcc.frontend.parse.VitParser.NamingContext;
import dev.vitcc.frontend.parse.VitParser.ObjectiveItemContext;
import dev.vitcc.frontend.parse.VitParser.PackageItemContext;
import dev.vitcc.frontend.parse.VitParser.PruneClauseContext;
import dev.vitcc.frontend.parse.VitParser.PruneItemContext;
import dev.vitcc.frontend.parse.VitParser.QuantizeClauseContext;
import dev.vitcc.frontend.parse.VitParser.QuantizeItemContext;
import dev.vitcc.frontend.parse.VitParser.RequantizeItemContext;
import dev.vitcc.frontend.parse.VitParser.ScalesClauseContext;
import dev.vitcc.frontend.parse.VitParser.SelectorItemContext;
import dev.vitcc.frontend.parse.VitParser.TargetClauseContext;
import dev.vitcc.frontend.parse.VitParser.TargetItemContext;
import dev.vitcc.frontend.parse.VitParser.ThresholdItemContext;
import dev.vitcc.frontend.parse.VitParser.TokensItemContext;
import dev.vitcc.frontend.parse.VitParser.WeightScalesItemContext;
import dev.vitcc.frontend.parse.VitParser.WeightsClauseContext;
import dev.vitcc.frontend.parse.VitParser.WeightsSourceContext;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/// Builds the clauses.
final class ClauseBuilder {
  private final Spans spans;
  private final ExpressionBuilder expressions;

  ClauseBuilder(Spans spans, ExpressionBuilder expressions) {
    this.spans = spans;
    this.expressions = expressions;
  }

  Clause weights(WeightsClauseContext context) {
    WeightsSourceContext source = context.weightsSource();
    return source.RANDOM() == null
        ? new Clause.FileWeights(
            source.STRING().stream().map(expressions::text).toList(),
            Optional.ofNullable(source.naming()).map(this::naming),
            span(context))
        : new Clause.RandomWeights(
            source.arguments() == null ? List.of() : expressions.arguments(source.arguments()),
            span(context));
  }

  private Clause.Naming naming(NamingContext context) {
    if (context.name() != null) {
      return new Clause.Naming.Layout(expressions.name(context.name()));
    }
    return new Clause.Naming.Map(
        context.mapping().stream()
            .map(
                mapping ->
                    new Clause.Mapping(
                        expressions.text(mapping.STRING(0)),
                        expressions.text(mapping.STRING(1)),
                        span(mapping)))
            .toList(),
        span(context));
  }

  Clause calibrate(CalibrateClauseContext context) {
    return new Clause.Calibrate(
        expressions.text(context.STRING()),
        Optional.ofNullable(context.expression()).map(expressions::expression),
        Optional.ofNullable(context.choice()).map(expressions::choice),
        span(context));
  }

  Clause evaluate(EvaluateClauseContext context) {
    return new Clause.Evaluate(
        expressions.text(context.STRING(0)),
        expressions.text(context.STRING(1)),
        Optional.ofNullable(context.expression()).map(expressions::expression),
        span(context));
  }

  Clause target(TargetClauseContext context) {
    Clause.Board board =
        context.name() == null
            ? new Clause.Board.Described(expressions.text(context.STRING()))
            : new Clause.Board.Known(expressions.name(context.name()));
    return new Clause.Target(
        board, context.targetItem().stream().map(this::targetItem).toList(), span(context));
  }

  private TargetItem targetItem(TargetItemContext context) {
    SourceLocation place = span(context);
    return switch (context) {
      case ClockItemContext c -> new TargetItem.Clock(expressions.quantity(c.quantity()), place);
      case LimitItemContext c ->
          new TargetItem.Limit(
              expressions.word(c.getStart()),
              bound(c.bound()),
              expressions.quantity(c.quantity()),
              place);
      case ObjectiveItemContext c ->
          new TargetItem.Objective(expressions.choice(c.choice()), place);
      case EngineItemContext c ->
          new TargetItem.Engine(expressions.arguments(c.arguments()), place);
      default -> throw unknown(context);
    };
  }

  private Bound bound(BoundContext context) {
    Bound.Sign sign =
        switch (context.getStart().getType()) {
          case VitParser.AT_LEAST -> Bound.Sign.AT_LEAST;
          case VitParser.AT_MOST -> Bound.Sign.AT_MOST;
          default -> Bound.Sign.EXACTLY;
        };
    return new Bound(sign, span(context));
  }

  Clause quantize(QuantizeClauseContext context) {
    return new Clause.Quantize(
        context.quantizeItem().stream().map(this::quantizeItem).toList(), span(context));
  }

  private QuantizeItem quantizeItem(QuantizeItemContext context) {
    SourceLocation place = span(context);
    return switch (context) {
      case CalibrationItemContext c ->
          new QuantizeItem.Calibration(expressions.choice(c.choice()), place);
      case WeightScalesItemContext c ->
          new QuantizeItem.WeightScales(expressions.choice(c.choice()), place);
      case RequantizeItemContext c ->
          new QuantizeItem.Requantize(expressions.choice(c.choice()), place);
      case FormatItemContext c ->
          new QuantizeItem.Format(
              c.quantizeRole().stream().<Name>map(expressions::name).toList(),
              format(c.format()),
              place);
      default -> throw unknown(context);
    };
  }

  private FormatSyntax format(FormatContext context) {
    if (context.name() == null) {
      return new FormatSyntax.Mixed(
          context.mixedPart().stream()
              .map(
                  part ->
                      new FormatSyntax.Share(
                          Optional.ofNullable(part.expression()).map(expressions::expression),
                          format(part.format()),
                          span(part)))
              .toList(),
          span(context));
    }
    return new FormatSyntax.Named(
        expressions.name(context.name()),
        context.formatArgument().stream().map(this::formatArgument).toList(),
        span(context));
  }

  private FormatSyntax.FormatArgument formatArgument(FormatArgumentContext context) {
    return new FormatSyntax.FormatArgument(
        Optional.ofNullable(context.argumentName()).map(expressions::name),
        expressions.expression(context.expression(0)),
        Optional.ofNullable(context.expression(1)).map(expressions::expression),
        span(context));
  }

  Clause scales(ScalesClauseContext context) {
    return new Clause.Scales(expressions.text(context.STRING()), span(context));
  }

  Clause prune(PruneClauseContext context) {
    return new Clause.Prune(
        context.pruneItem().stream().map(this::pruneItem).toList(), span(context));
  }

  private PruneItem pruneItem(PruneItemContext context) {
    SourceLocation place = span(context);
    return switch (context) {
      case SelectorItemContext c -> new PruneItem.Selector(expressions.choice(c.choice()), place);
      case BeforeItemContext c ->
          new PruneItem.BeforeBlocks(expressions.expressions(c.expression()), place);
      case TokensItemContext c ->
          new PruneItem.Tokens(expressions.expressions(c.expression()), place);
      case KeepItemContext c ->
          new PruneItem.Keep(c.quantity().stream().map(expressions::quantity).toList(), place);
      case AutoItemContext c -> new PruneItem.Auto(place);
      case PackageItemContext c ->
          new PruneItem.Package(Optional.ofNullable(c.choice()).map(expressions::choice), place);
      case ThresholdItemContext c ->
          new PruneItem.Threshold(expressions.quantity(c.quantity()), place);
      case CumulativeItemContext c ->
          new PruneItem.Cumulative(expressions.quantity(c.quantity()), place);
      default -> throw unknown(context);
    };
  }

  Clause approximate(ApproximateClauseContext context) {
    return new Clause.Approximate(
        context.approximateItem().stream().map(this::approximateItem).toList(), span(context));
  }

  private ApproximateItem approximateItem(ApproximateItemContext context) {
    return new ApproximateItem(
        context.name().stream().<Name>map(expressions::name).toList(),
        expressions.choice(context.choice()),
        Optional.ofNullable(context.bound())
            .map(
                bound ->
                    new ApproximateItem.ErrorLimit(
                        bound(bound),
                        expressions.quantity(context.quantity()),
                        spans.between(context.ERROR().getSymbol(), context.quantity().getStop()))),
        span(context));
  }

  private SourceLocation span(ParserRuleContext context) {
    return spans.of(context);
  }

  private static IllegalStateException unknown(ParserRuleContext context) {
    return new IllegalStateException("no such alternative: " + context.getClass());
  }
}
