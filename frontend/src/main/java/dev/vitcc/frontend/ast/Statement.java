package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// A step of a model or of a block.
public sealed interface Statement
    permits ConstantDeclaration,
        Statement.Input,
        Statement.Block,
        Statement.Repeat,
        Statement.Assignment,
        Statement.Output,
        Statement.Return {

  SourceLocation location();

  /// `input name : [channels, height, width] modifiers;`.
  record Input(
      Name name, Expression.Sequence shape, List<Modifier> modifiers, SourceLocation location)
      implements Statement {
    public Input {
      modifiers = List.copyOf(modifiers);
    }
  }

  /// What is done to an image before the model sees it, such as `normalize(scale = 1/255)`.
  record Modifier(Name name, List<Argument> arguments, SourceLocation location) {
    public Modifier {
      arguments = List.copyOf(arguments);
    }
  }

  /// `block name(parameters) { body }`.
  record Block(Name name, List<Parameter> parameters, List<Statement> body, SourceLocation location)
      implements Statement {
    public Block {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }
  }

  /// A parameter of a block, with its default if it has one.
  record Parameter(Name name, Optional<Expression> initial, SourceLocation location) {}

  /// `repeat count { body }`.
  record Repeat(Expression count, List<Statement> body, SourceLocation location)
      implements Statement {
    public Repeat {
      body = List.copyOf(body);
    }
  }

  /// `name = value;`.
  record Assignment(Name name, Expression value, SourceLocation location) implements Statement {}

  /// `output name = value;`.
  record Output(Name name, Expression value, SourceLocation location) implements Statement {}

  /// `return value;`.
  record Return(Expression value, SourceLocation location) implements Statement {}
}
