package dev.vitcc.frontend.parse;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;

/// After a syntax error, goes on with the next statement: one report a statement, all in one run.
///
/// Rules inside a statement give up without skipping anything; the statement then skips to its end,
/// which is a `;`, a `}` that is not its own, or a word that opens a statement or a clause.
final class StatementRecovery extends DefaultErrorStrategy {
  private final SyntaxErrors errors;
  private int lastRecovery = -1;

  StatementRecovery(SyntaxErrors errors) {
    this.errors = errors;
  }

  @Override
  public void reportError(Parser parser, RecognitionException problem) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      IntervalSet expected = problem.getExpectedTokens();
      errors.unexpected(
          parser,
          problem.getOffendingToken(),
          expected == null ? parser.getExpectedTokens() : expected);
    }
  }

  @Override
  public Token recoverInline(Parser parser) {
    IntervalSet expected = parser.getExpectedTokens();
    Token found = parser.getCurrentToken();
    boolean closes = expected.contains(VitLexer.CLOSE_BRACE) && opensClause(found.getType());
    boolean ends = expected.contains(VitLexer.SEMICOLON) && !inErrorRecoveryMode(parser);
    if (closes) {
      return conjure(parser, found, VitLexer.CLOSE_BRACE, "'}'");
    }
    if (ends && startsAnew(parser, found)) {
      return conjure(parser, found, VitLexer.SEMICOLON, "';'");
    }
    throw new InputMismatchException(parser);
  }

  private Token conjure(Parser parser, Token found, int type, String text) {
    if (!inErrorRecoveryMode(parser)) {
      errors.missing(parser, found, text);
    }
    CommonToken token = new CommonToken(type, "<missing " + text + ">");
    Token previous = parser.getInputStream().LT(-1);
    Token place = previous == null ? found : previous;
    token.setLine(place.getLine());
    token.setCharPositionInLine(place.getCharPositionInLine());
    token.setTokenIndex(place.getTokenIndex());
    return token;
  }

  /// Whether the token can only belong to the next statement.
  private static boolean startsAnew(Parser parser, Token found) {
    Token previous = parser.getInputStream().LT(-1);
    boolean laterLine = previous != null && found.getLine() > previous.getLine();
    int type = found.getType();
    return type == VitLexer.CLOSE_BRACE
        || opensClause(type)
        || opensStatement(type)
        || (laterLine && SyntaxErrors.isSoftWord(type));
  }

  @Override
  public void recover(Parser parser, RecognitionException problem) {
    if (isStatement(parser.getContext().getRuleIndex())) {
      skip(parser);
    }
  }

  @Override
  public void sync(Parser parser) {
    ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
    int type = state.getStateType();
    boolean loop = type == ATNState.STAR_LOOP_ENTRY || type == ATNState.STAR_LOOP_BACK;
    if (!loop || !isSequence(parser.getContext().getRuleIndex())) {
      return;
    }
    IntervalSet expected = parser.getATN().nextTokens(state);
    boolean ofStatements = expected.contains(VitLexer.CLOSE_BRACE) || expected.contains(Token.EOF);
    if (!ofStatements) {
      return;
    }
    while (!expected.contains(parser.getInputStream().LA(1))) {
      int next = parser.getInputStream().LA(1);
      if (next == Token.EOF || (opensClause(next) && expected.contains(VitLexer.CLOSE_BRACE))) {
        return;
      }
      if (!inErrorRecoveryMode(parser)) {
        errors.unexpected(parser, parser.getCurrentToken(), expected);
      }
      boolean atTop = parser.getContext().getRuleIndex() == VitParser.RULE_file;
      parser.consume();
      if (next != VitLexer.CLOSE_BRACE || !atTop) {
        skip(parser);
      }
    }
    endErrorCondition(parser);
  }

  /// Skips the rest of a statement.
  private void skip(Parser parser) {
    if (parser.getInputStream().index() == lastRecovery
        && parser.getInputStream().LA(1) != Token.EOF) {
      parser.consume();
    }
    int depth = 0;
    boolean ended = false;
    while (!ended) {
      int type = parser.getInputStream().LA(1);
      boolean lineStart =
          parser.getInputStream().LT(-1) == null
              || parser.getInputStream().LT(-1).getLine() < parser.getCurrentToken().getLine();
      boolean next = lineStart && depth == 0 && (opensClause(type) || opensStatement(type));
      if (type == Token.EOF || next || (type == VitLexer.CLOSE_BRACE && depth == 0)) {
        ended = true;
      } else {
        depth += type == VitLexer.OPEN_BRACE ? 1 : type == VitLexer.CLOSE_BRACE ? -1 : 0;
        ended = depth == 0 && (type == VitLexer.SEMICOLON || type == VitLexer.CLOSE_BRACE);
        parser.consume();
      }
    }
    lastRecovery = parser.getInputStream().index();
    endErrorCondition(parser);
  }

  static boolean opensStatement(int type) {
    return type >= VitLexer.INPUT && type <= VitLexer.RETURN;
  }

  static boolean opensClause(int type) {
    return type == VitLexer.MODEL
        || type == Token.EOF
        || (type >= VitLexer.WEIGHTS && type <= VitLexer.APPROXIMATE);
  }

  /// Rules that hold a list of statements.
  private static boolean isSequence(int rule) {
    return switch (rule) {
      case VitParser.RULE_file,
          VitParser.RULE_modelDeclaration,
          VitParser.RULE_blockDeclaration,
          VitParser.RULE_repeatStatement,
          VitParser.RULE_naming,
          VitParser.RULE_targetClause,
          VitParser.RULE_quantizeClause,
          VitParser.RULE_pruneClause,
          VitParser.RULE_approximateClause ->
          true;
      default -> false;
    };
  }

  /// Rules that end with `;` or with their own `}`.
  private static boolean isStatement(int rule) {
    return switch (rule) {
      case VitParser.RULE_file,
          VitParser.RULE_item,
          VitParser.RULE_statement,
          VitParser.RULE_inputStatement,
          VitParser.RULE_constantDeclaration,
          VitParser.RULE_outputStatement,
          VitParser.RULE_returnStatement,
          VitParser.RULE_assignment,
          VitParser.RULE_mapping,
          VitParser.RULE_weightsClause,
          VitParser.RULE_calibrateClause,
          VitParser.RULE_evaluateClause,
          VitParser.RULE_scalesClause,
          VitParser.RULE_targetItem,
          VitParser.RULE_quantizeItem,
          VitParser.RULE_pruneItem,
          VitParser.RULE_approximateItem ->
          true;
      default -> isSequence(rule);
    };
  }
}
