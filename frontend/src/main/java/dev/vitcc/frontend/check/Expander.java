package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.ConstantDeclaration;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.ModelDeclaration;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.Statement;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.InputFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs the model once, symbolically: repeats and blocks are written out, every call becomes nodes.
///
/// Before: `repeat 2 { x = encoder(x, heads = 3, hidden = 96); }`. After: the nodes of two
/// encoders, `block0.norm1` … `block1.mlp.fc2`, each with the place in the text that asked for it.
final class Expander implements Evaluator.TensorMeaning {
  static final int MAX_REPEAT = 1024;
  private static final int MAX_STEPS = 100_000;
  private static final int MAX_CALLS = 64;

  private final Reporter reporter;
  private final Expect expect;
  private final Evaluator evaluator;
  private final GraphEmitter graph;
  private final LayerLowering layers;
  private final TensorArithmetic arithmetic;
  private final Map<String, Statement.Block> blocks = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();
  private final Places places = new Places();
  private Supplier<Value> image = () -> Value.UNKNOWN;
  private Environment constants = Environment.empty();
  private int steps;
  private int calls;

  Expander(String model, WeightNames names, Reporter reporter) {
    this.reporter = reporter;
    this.expect = new Expect(reporter);
    this.evaluator = new Evaluator(reporter, this);
    this.graph = new GraphEmitter(model, names, places, reporter);
    this.layers = new LayerLowering(graph, names, places);
    this.arithmetic = new TensorArithmetic(graph);
  }

  /// Says what the model's input is; where that could not be told, it stays unknown.
  void takeInput(InputFormat input) {
    image = () -> arithmetic.input(input);
  }

  /// The graph; nothing if it has no output because of mistakes, which are reported.
  ///
  /// @param modelConstants the constants of the file and of the model
  Optional<Graph> expand(ModelDeclaration model, Environment modelConstants) {
    constants = modelConstants;
    Environment top = constants.nested();
    for (Statement statement : model.body()) {
      if (statement instanceof Statement.Block block) {
        blocks.putIfAbsent(block.name().text(), block);
      }
    }
    for (Statement statement : model.body()) {
      switch (statement) {
        case Statement.Input declared -> define(declared.name(), image.get(), top);
        case Statement.Output output -> output(output, top);
        case ConstantDeclaration _, Statement.Block _ -> {}
        case Statement.Assignment _, Statement.Repeat _, Statement.Return _ -> run(statement, top);
      }
    }
    return outputs.isEmpty() ? Optional.empty() : Optional.of(graph.build(outputs));
  }

  /// The layers that own weights, in order.
  List<WeightNames.Owner> owners() {
    return layers.owners();
  }

  private void output(Statement.Output output, Environment environment) {
    Value value = evaluator.evaluate(output.value(), environment);
    expect
        .tensor(value, "output", output.value().location())
        .ifPresent(tensor -> outputs.add(tensor.node().name()));
    define(output.name(), value, environment);
  }

  private void define(Name name, Value value, Environment environment) {
    reporter.saw(name.location(), value);
    environment.define(name.text(), value);
  }

  private void run(Statement statement, Environment environment) {
    if (isFull(statement.location())) {
      return;
    }
    switch (statement) {
      case Statement.Assignment assignment -> {
        Value value = evaluator.evaluate(assignment.value(), environment);
        reporter.saw(assignment.name().location(), value);
        environment.assign(assignment.name().text(), value);
      }
      case ConstantDeclaration constant ->
          define(constant.name(), evaluator.evaluate(constant.value(), environment), environment);
      case Statement.Repeat repeat -> repeat(repeat, environment);
      case Statement.Input _, Statement.Output _, Statement.Block _, Statement.Return _ -> {}
    }
  }

  private void repeat(Statement.Repeat repeat, Environment environment) {
    SourceLocation where = repeat.count().location();
    Value count = evaluator.evaluate(repeat.count(), environment);
    int times = expect.integer(count, "repeat", 1, MAX_REPEAT, where).orElse(1);
    for (int i = 0; i < times && !isFull(where); i++) {
      Environment iteration = environment.nested();
      places.enterIteration();
      repeat.body().forEach(statement -> run(statement, iteration));
      places.leave();
    }
  }

  /// Counts a step; whether there have been too many. From then on nothing is expanded any more.
  private boolean isFull(SourceLocation where) {
    if (steps == MAX_STEPS) {
      tooLarge(where, MAX_STEPS + " statements and calls");
    }
    return ++steps > MAX_STEPS;
  }

  @Override
  public Value call(Expression.Call call, Environment environment) {
    Optional<Builtin> builtin = Builtin.find(call.function().text());
    Statement.Block block = blocks.get(call.function().text());
    if (builtin.isPresent()) {
      Optional<Map<String, Argument>> bound =
          builtin.orElseThrow().signature().bind(call.arguments(), call.location(), reporter);
      return bound
          .map(
              arguments ->
                  layers.lower(
                      builtin.orElseThrow(),
                      new CallArguments(
                          call.function().text(),
                          call.location(),
                          arguments,
                          evaluate(arguments, environment),
                          expect)))
          .orElse(Value.UNKNOWN);
    }
    if (block == null) {
      return Value.UNKNOWN;
    }
    return NameCheck.signature(block)
        .bind(call.arguments(), call.location(), reporter)
        .map(arguments -> callBlock(block, evaluate(arguments, environment), call))
        .orElse(Value.UNKNOWN);
  }

  private Map<String, Value> evaluate(Map<String, Argument> arguments, Environment environment) {
    Map<String, Value> values = new LinkedHashMap<>();
    arguments.forEach(
        (name, argument) -> values.put(name, evaluator.evaluate(argument.value(), environment)));
    return values;
  }

  private Value callBlock(
      Statement.Block block, Map<String, Value> arguments, Expression.Call call) {
    if (isFull(call.location())) {
      return Value.UNKNOWN;
    }
    if (calls >= MAX_CALLS) {
      return tooLarge(call.location(), MAX_CALLS + " calls of blocks inside one another");
    }
    Environment inside = constants.nested();
    for (Statement.Parameter parameter : block.parameters()) {
      String name = parameter.name().text();
      Value given = arguments.get(name);
      define(
          parameter.name(),
          given == null
              ? parameter
                  .initial()
                  .map(initial -> evaluator.evaluate(initial, constants))
                  .orElse(Value.UNKNOWN)
              : given,
          inside);
    }
    calls++;
    places.enterCall();
    Value result = Value.UNKNOWN;
    for (Statement statement : block.body()) {
      if (statement instanceof Statement.Return returned) {
        result = evaluator.evaluate(returned.value(), inside);
      } else {
        run(statement, inside);
      }
    }
    places.leave();
    calls--;
    return result;
  }

  private Value tooLarge(SourceLocation where, String limit) {
    reporter.error(
        FrontendCode.MODEL_TOO_LARGE, where, "the model is too large: more than " + limit);
    return Value.UNKNOWN;
  }

  @Override
  public Value select(Value.Tensor operand, Value index, Expression.Index where) {
    return expect
        .integer(index, "index", 0, Integer.MAX_VALUE, where.index().location())
        .map(token -> arithmetic.select(operand, token, where.location()))
        .orElse(Value.UNKNOWN);
  }

  @Override
  public Value add(Value.Tensor left, Value.Tensor right, SourceLocation where) {
    return arithmetic.add(left, right, where);
  }

  @Override
  public Value scale(Value.Tensor operand, double factor, SourceLocation where) {
    return arithmetic.scale(operand, factor, where);
  }

  /// Unknown names have been reported by the check of names.
  @Override
  public Value unknown(Name name, Environment environment) {
    return Value.UNKNOWN;
  }
}
