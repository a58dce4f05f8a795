package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.ConstantDeclaration;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.ModelDeclaration;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.Statement;
import dev.vitcc.frontend.check.Names.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks a model as it is written, blocks that are never called included: that every name exists,
/// every call fits its function, and every statement stands where it may.
final class NameCheck {
  private static final int MAX_BLOCKS = 500;

  private final Reporter reporter;
  private final Map<String, Statement.Block> blocks = new LinkedHashMap<>();
  private final BlockCalls calls;

  NameCheck(Reporter reporter) {
    this.reporter = reporter;
    this.calls = new BlockCalls(reporter);
  }

  /// How a block is called.
  static Signature signature(Statement.Block block) {
    return new Signature(
        block.name().text(),
        block.parameters().stream()
            .map(p -> new Signature.Formal(p.name().text(), p.initial().isEmpty(), true))
            .toList());
  }

  /// Whether the model can be expanded: blocks may be wrong, but not call themselves.
  boolean check(ModelDeclaration model, Names fileConstants) {
    count(model);
    Names constants = fileConstants.nested();
    for (Statement statement : model.body()) {
      switch (statement) {
        case Statement.Block block -> declare(block);
        case ConstantDeclaration constant -> {
          expression(constant.value(), constants);
          constants.define(constant.name(), Kind.CONSTANT, reporter);
        }
        case Statement.Input _,
            Statement.Output _,
            Statement.Repeat _,
            Statement.Assignment _,
            Statement.Return _ -> {}
      }
    }
    if (blocks.size() > MAX_BLOCKS) {
      reporter.error(
          FrontendCode.MODEL_TOO_LARGE,
          model.name().location(),
          "the model is too large: more than " + MAX_BLOCKS + " blocks");
      return false;
    }
    Names top = constants.nested();
    for (Statement statement : model.body()) {
      switch (statement) {
        case Statement.Block _, ConstantDeclaration _ -> {}
        case Statement.Input input -> {
          input.shape().elements().forEach(e -> expression(e, constants));
          input.modifiers().forEach(m -> arguments(m.arguments(), constants));
          top.define(input.name(), Kind.INPUT, reporter);
        }
        case Statement.Output output -> {
          expression(output.value(), top);
          top.define(output.name(), Kind.OUTPUT, reporter);
        }
        case Statement.Repeat _, Statement.Assignment _, Statement.Return _ ->
            inner(statement, top, "outside of a block");
      }
    }
    top.warnUnused(reporter);
    blocks.values().forEach(block -> block(block, constants, top));
    constants.warnUnused(reporter);
    calls.warnUnused(blocks.values());
    return calls.check(blocks);
  }

  private void count(ModelDeclaration model) {
    List<Name> inputs = new ArrayList<>();
    List<Name> outputs = new ArrayList<>();
    for (Statement statement : model.body()) {
      if (statement instanceof Statement.Input input) {
        inputs.add(input.name());
      } else if (statement instanceof Statement.Output output) {
        outputs.add(output.name());
      }
    }
    count(inputs, FrontendCode.INPUT_COUNT, "input", "input image : [3, 224, 224];", model);
    count(outputs, FrontendCode.OUTPUT_COUNT, "output", "output logits = …;", model);
  }

  private void count(
      List<Name> found, FrontendCode code, String what, String example, ModelDeclaration model) {
    if (found.isEmpty()) {
      reporter.error(code, model.name().location(), "the model has no " + what, "write " + example);
    }
    found.stream()
        .skip(1)
        .forEach(
            name ->
                reporter.error(
                    code,
                    name.location(),
                    "the model has a second " + what + ", '" + name + "': expected one"));
  }

  private void declare(Statement.Block block) {
    Name name = block.name();
    if (Builtin.find(name.text()).isPresent()) {
      reporter.error(
          FrontendCode.ALREADY_DEFINED,
          name.location(),
          "'" + name + "' is a built-in function",
          "choose another name for the block");
    } else if (blocks.putIfAbsent(name.text(), block) != null) {
      reporter.error(
          FrontendCode.ALREADY_DEFINED, name.location(), "there is already a block '" + name + "'");
    }
  }

  private void block(Statement.Block block, Names constants, Names model) {
    Names inside = constants.nestedInBlock(model);
    for (Statement.Parameter parameter : block.parameters()) {
      parameter.initial().ifPresent(initial -> expression(initial, constants));
      inside.define(parameter.name(), Kind.PARAMETER, reporter);
    }
    calls.enter(block.name().text());
    int last = block.body().size() - 1;
    for (int i = 0; i <= last; i++) {
      if (block.body().get(i) instanceof Statement.Return returned && i == last) {
        expression(returned.value(), inside);
      } else {
        inner(block.body().get(i), inside, "before the end of a block");
      }
    }
    calls.leave();
    boolean returns = last >= 0 && block.body().get(last) instanceof Statement.Return;
    if (!returns && block.body().stream().noneMatch(Statement.Return.class::isInstance)) {
      reporter.error(
          FrontendCode.NO_RETURN,
          block.name().location(),
          "the block '" + block.name() + "' returns nothing",
          "end it with return …;");
    }
    inside.warnUnused(reporter);
  }

  /// A statement of a block or a repeat, or one of the model that may also stand in those.
  private void inner(Statement statement, Names names, String returnPlace) {
    switch (statement) {
      case Statement.Assignment assignment -> {
        expression(assignment.value(), names);
        names.assign(assignment.name(), reporter);
      }
      case ConstantDeclaration constant -> {
        expression(constant.value(), names);
        names.define(constant.name(), Kind.CONSTANT, reporter);
      }
      case Statement.Repeat repeat -> {
        expression(repeat.count(), names);
        Names iteration = names.nested();
        repeat.body().forEach(s -> inner(s, iteration, "inside a repeat"));
        iteration.warnUnused(reporter);
      }
      case Statement.Return _ -> misplaced(statement, "'return'", returnPlace);
      case Statement.Input _ -> misplaced(statement, "'input'", "inside a block or a repeat");
      case Statement.Output _ -> misplaced(statement, "'output'", "inside a block or a repeat");
      case Statement.Block _ -> misplaced(statement, "'block'", "inside a block or a repeat");
    }
  }

  private void misplaced(Statement statement, String what, String place) {
    reporter.error(
        FrontendCode.MISPLACED_STATEMENT,
        statement.location(),
        what + " cannot stand " + place,
        what.equals("'return'")
            ? "a block ends with its only return"
            : "move it directly into the model");
  }

  private void expression(Expression expression, Names names) {
    switch (expression) {
      case Expression.NumberLiteral _, Expression.TextLiteral _, Expression.Hole _ -> {}
      case Expression.Reference reference -> names.use(reference.name(), reporter);
      case Expression.Sequence sequence -> sequence.elements().forEach(e -> expression(e, names));
      case Expression.Negation negation -> expression(negation.operand(), names);
      case Expression.Index index -> {
        expression(index.operand(), names);
        expression(index.index(), names);
      }
      case Expression.Binary binary -> {
        expression(binary.left(), names);
        expression(binary.right(), names);
      }
      case Expression.Call call -> call(call, names);
    }
  }

  private void call(Expression.Call call, Names names) {
    arguments(call.arguments(), names);
    String name = call.function().text();
    Statement.Block block = blocks.get(name);
    Optional<Signature> signature =
        block == null ? Builtin.find(name).map(Builtin::signature) : Optional.of(signature(block));
    if (signature.isPresent()) {
      signature.orElseThrow().bind(call.arguments(), call.location(), reporter);
      calls.call(name);
      return;
    }
    List<String> known = new ArrayList<>(Builtin.words());
    known.addAll(blocks.keySet());
    reporter.unknown(
        FrontendCode.UNKNOWN_FUNCTION,
        call.function().location(),
        "there is no function or block '" + name + "'",
        name,
        known);
  }

  private void arguments(List<Argument> arguments, Names names) {
    arguments.forEach(argument -> expression(argument.value(), names));
  }
}
