package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;

/// What has a value: a number, a text, a list, a word or a tensor.
public sealed interface Expression {
  SourceLocation location();

  /// A number as it was written, such as `0.485` or `1e-6`.
  record NumberLiteral(String text, SourceLocation location) implements Expression {}

  /// A quoted text.
  record TextLiteral(String value, SourceLocation location) implements Expression {}

  /// The use of a name.
  record Reference(Name name) implements Expression {
    @Override
    public SourceLocation location() {
      return name.location();
    }
  }

  /// `[a, b, c]`.
  record Sequence(List<Expression> elements, SourceLocation location) implements Expression {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /// `function(arguments)`.
  record Call(Name function, List<Argument> arguments, SourceLocation location)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `operand[index]`: one token of a tensor.
  record Index(Expression operand, Expression index, SourceLocation location)
      implements Expression {}

  /// `-operand`.
  record Negation(Expression operand, SourceLocation location) implements Expression {}

  /// `left operator right`.
  record Binary(Operator operator, Expression left, Expression right, SourceLocation location)
      implements Expression {}

  /// What could not be read. Only a file with syntax errors has any, as an editor looks at it.
  record Hole(SourceLocation location) implements Expression {}

  /// An operator between two operands.
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /// Whether the operator binds like `*` and not like `+`.
    public boolean bindsTightly() {
      return this == MULTIPLY || this == DIVIDE;
    }
  }
}
