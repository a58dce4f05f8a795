package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.SourceText;
import dev.vitcc.frontend.ast.Item;
import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.parse.VitParser.ItemContext;
import dev.vitcc.ir.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/// Parses the text of a `.vit` file.
public final class VitSyntax {
  private VitSyntax() {}

  /// The syntax tree, or nothing if there were syntax errors; all of them are added.
  public static Optional<SourceFile> parse(SourceText source, Diagnostics diagnostics) {
    int before = diagnostics.all().size();
    return tree(source, diagnostics)
        .filter(_ -> diagnostics.all().size() == before)
        .map(file -> build(source, file));
  }

  /// What can be read of a text with syntax errors: statements that can't are left out, and where
  /// it can be told which name they define, it has a hole for its value.
  public static SourceFile recover(SourceText source) {
    return tree(source, new Diagnostics())
        .map(file -> build(source, file))
        .orElse(new SourceFile(List.of()));
  }

  private static Optional<VitParser.FileContext> tree(SourceText source, Diagnostics diagnostics) {
    Spans spans = new Spans(source);
    VitLexer lexer = new VitLexer(CharStreams.fromString(source.text(), source.file()));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    // All tokens are read first: a token's channel, once changed, must be seen by the stream.
    tokens.fill();
    if (!new TokenScan(spans, diagnostics).accept(tokens.getTokens())) {
      return Optional.empty();
    }
    tokens.seek(0);
    VitParser parser = new VitParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new StatementRecovery(new SyntaxErrors(spans, diagnostics)));
    return Optional.of(parser.file());
  }

  private static SourceFile build(SourceText source, VitParser.FileContext file) {
    Spans spans = new Spans(source);
    ExpressionBuilder expressions = new ExpressionBuilder(spans);
    StatementBuilder statements = new StatementBuilder(spans, expressions);
    ClauseBuilder clauses = new ClauseBuilder(spans, expressions);
    return new SourceFile(
        file.item().stream()
            .filter(VitSyntax::isReadable)
            .map(i -> item(i, statements, clauses))
            .toList());
  }

  /// A model is, whatever its statements are; a clause must be whole.
  private static boolean isReadable(ItemContext item) {
    VitParser.ModelDeclarationContext model = item.modelDeclaration();
    return model == null ? Intact.isWhole(item) : Intact.hasHead(model);
  }

  private static Item item(
      ItemContext context, StatementBuilder statements, ClauseBuilder clauses) {
    if (context.modelDeclaration() != null) {
      return statements.model(context.modelDeclaration());
    }
    if (context.constantDeclaration() != null) {
      return statements.constant(context.constantDeclaration());
    }
    if (context.weightsClause() != null) {
      return clauses.weights(context.weightsClause());
    }
    if (context.calibrateClause() != null) {
      return clauses.calibrate(context.calibrateClause());
    }
    if (context.evaluateClause() != null) {
      return clauses.evaluate(context.evaluateClause());
    }
    if (context.targetClause() != null) {
      return clauses.target(context.targetClause());
    }
    if (context.quantizeClause() != null) {
      return clauses.quantize(context.quantizeClause());
    }
    if (context.scalesClause() != null) {
      return clauses.scales(context.scalesClause());
    }
    if (context.pruneClause() != null) {
      return clauses.prune(context.pruneClause());
    }
    return clauses.approximate(context.approximateClause());
  }
}
