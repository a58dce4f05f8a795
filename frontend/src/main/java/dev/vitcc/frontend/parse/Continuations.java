package dev.vitcc.frontend.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.jspecify.annotations.Nullable;

/// The words that the grammar allows behind the beginning of a statement.
///
/// Walks the grammar's automaton along all readings of the beginning at once; what leads on from
/// where they end is what may come next.
public final class Continuations {

  /// Where a statement stands.
  public enum Place {
    FILE(VitParser.RULE_item),
    MODEL(VitParser.RULE_statement),
    TARGET(VitParser.RULE_targetItem),
    QUANTIZE(VitParser.RULE_quantizeItem),
    PRUNE(VitParser.RULE_pruneItem),
    APPROXIMATE(VitParser.RULE_approximateItem);

    private final int rule;

    Place(int rule) {
      this.rule = rule;
    }
  }

  /// What may come next.
  ///
  /// @param word of the grammar; empty for a name
  /// @param rule of the grammar that asks for it, such as `format`
  public record Next(String word, String rule) {}

  /// A rule that is being read.
  private record Frame(int rule, int follow, @Nullable Frame caller) {}

  private record Reading(int state, Frame frame) {}

  /// What is longer or deeper is no statement that a person writes.
  private static final int MOST_WORDS = 2000;

  private Continuations() {}

  /// What may come next.
  ///
  /// @param beginning of the statement, without the word that is being written
  /// @return nothing behind what is longer or nested deeper than statements are
  public static List<Next> after(Place place, String beginning) {
    VitLexer lexer = new VitLexer(CharStreams.fromString(beginning));
    lexer.removeErrorListeners();
    int start = VitParser._ATN.ruleToStartState[place.rule].stateNumber;
    Set<Reading> readings = closure(List.of(new Reading(start, new Frame(place.rule, -1, null))));
    List<Token> tokens = words(lexer);
    if (tokens.size() > MOST_WORDS || isDeep(tokens)) {
      return List.of();
    }
    for (Token token : tokens) {
      readings = step(readings, token.getType());
    }
    Set<Next> next = new LinkedHashSet<>();
    readings.forEach(reading -> collect(reading, next));
    return List.copyOf(next);
  }

  private static List<Token> words(VitLexer lexer) {
    List<Token> words = new ArrayList<>();
    for (Token token = lexer.nextToken();
        token.getType() != Token.EOF && words.size() <= MOST_WORDS;
        token = lexer.nextToken()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        words.add(token);
      }
    }
    return words;
  }

  private static boolean isDeep(List<Token> tokens) {
    int depth = 0;
    int deepest = 0;
    for (Token token : tokens) {
      switch (token.getType()) {
        case VitLexer.OPEN_BRACE, VitLexer.OPEN_PAREN, VitLexer.OPEN_BRACKET -> depth++;
        case VitLexer.CLOSE_BRACE, VitLexer.CLOSE_PAREN, VitLexer.CLOSE_BRACKET -> depth--;
        case VitLexer.MINUS -> deepest++; // a sign is a rule inside a rule, as a bracket is
        default -> {}
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest > TokenScan.MAX_DEPTH;
  }

  private static Set<Reading> step(Set<Reading> readings, int type) {
    List<Reading> taken = new ArrayList<>();
    for (Reading reading : readings) {
      for (Transition transition : transitions(reading)) {
        if (!transition.isEpsilon() && transition.matches(type, 1, VitParser._ATN.maxTokenType)) {
          taken.add(new Reading(transition.target.stateNumber, reading.frame()));
        }
      }
    }
    return closure(taken);
  }

  /// All readings that differ by no word.
  private static Set<Reading> closure(List<Reading> from) {
    Set<Reading> reached = new LinkedHashSet<>(from);
    Deque<Reading> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (Reading next : withoutWord(open.pop())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }

  private static List<Reading> withoutWord(Reading reading) {
    Frame frame = reading.frame();
    if (state(reading) instanceof RuleStopState) {
      return frame.caller() == null
          ? List.of()
          : List.of(new Reading(frame.follow(), frame.caller()));
    }
    List<Reading> next = new ArrayList<>();
    for (Transition transition : transitions(reading)) {
      if (transition instanceof RuleTransition call) {
        Frame inner = new Frame(call.ruleIndex, call.followState.stateNumber, frame);
        next.add(new Reading(call.target.stateNumber, inner));
      } else if (transition.isEpsilon()) {
        next.add(new Reading(transition.target.stateNumber, frame));
      }
    }
    return next;
  }

  private static void collect(Reading reading, Set<Next> next) {
    Frame frame = reading.frame();
    boolean name = frame.rule() == VitParser.RULE_name;
    Frame asking = name && frame.caller() != null ? frame.caller() : frame;
    String rule = VitParser.ruleNames[asking.rule()];
    for (Transition transition : transitions(reading)) {
      if (!transition.isEpsilon()) {
        for (int type : transition.label().toList()) {
          if (name || type == VitLexer.ID) {
            next.add(new Next("", rule));
          } else if (type >= VitLexer.MODEL && type <= VitLexer.ERROR) {
            next.add(new Next(VitWords.literal(type), rule));
          }
        }
      }
    }
  }

  private static ATNState state(Reading reading) {
    return VitParser._ATN.states.get(reading.state());
  }

  private static Transition[] transitions(Reading reading) {
    return state(reading) instanceof RuleStopState
        ? new Transition[0]
        : state(reading).getTransitions();
  }
}
