package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;

/// Turns the integer graph into the accelerator program: the second level of the IR.
///
/// ```
/// before: requantize(integer_linear(integer_layer_norm(x), w, b), s)
/// after:  for every pn columns: vector, matrix, load parameters, load tiles
/// ```
///
/// Attention goes head by head, because a head's columns of queries, keys and values are computed
/// side by side: scores of one head, then its outputs.
public final class Schedule {
  public static final String NAME = "schedule";
  public static final String SUMMARY = "turn the integer graph into commands for the engine";

  private static final int LOGIT_BYTES = 4;

  /// @throws dev.vitcc.ir.diagnostic.CompileException if a layer has no place on the engine
  public Program run(Model model, Engine engine) {
    return run(model, engine, NarrowRows.of(model, engine.formats().narrow()));
  }

  /// The same, with the rows that the engine's narrow columns can take.
  public Program run(Model model, Engine engine, NarrowRows narrowRows) {
    Graph graph = model.graph();
    Restrictions.requireLogits(graph);
    Node image =
        graph.nodes().stream()
            .filter(n -> n.op() instanceof dev.vitcc.ir.op.Input)
            .findFirst()
            .orElseThrow();
    Commands commands = new Commands(model, engine);
    TokenSchedule tokens = new TokenSchedule(commands);
    LinearSchedule linears = new LinearSchedule(commands, narrowRows, tokens);
    AttentionSchedule attention = new AttentionSchedule(commands, tokens);
    for (Node node : graph.nodes()) {
      switch (node.op()) {
        case IntegerLinear linear -> linears.emit(node);
        case IntegerMatMul product when product.transposeRight() -> {}
        case IntegerMatMul _ when graph.operand(node, 0).op() instanceof UniformAttention ->
            attention.emitUniform(node);
        case IntegerMatMul product -> attention.emit(node);
        case PruneTokens prune -> tokens.emit(node);
        default -> {}
      }
    }
    commands.add(new Command.End());
    int logits = Math.toIntExact(graph.node(graph.outputs().getFirst()).type().size());
    return new Program(
        graph.name(), engine, Math.toIntExact(image.type().size()), logits, commands.list());
  }

  static int outputBytes(Program program) {
    return program.outputElements() * LOGIT_BYTES;
  }
}
