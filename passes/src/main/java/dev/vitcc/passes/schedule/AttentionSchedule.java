package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.passes.NotOnEngine;
import dev.vitcc.passes.fold.Rewriter;
import java.util.List;
import java.util.stream.IntStream;

/// Schedules attention: per head the scores against all keys, then the outputs over all values.
final class AttentionSchedule {
  private final Commands commands;
  private final Graph graph;
  private final Engine engine;
  private final TokenSchedule tokens;

  AttentionSchedule(Commands commands, TokenSchedule tokens) {
    this.commands = commands;
    this.tokens = tokens;
    this.graph = commands.graph();
    this.engine = commands.engine();
  }

  /// One attention, reached from the product of its probabilities and values.
  private record Attention(
      Node queries,
      Node keys,
      Node values,
      Node scores,
      Node outputs,
      boolean judges,
      int exponentialBits,
      int rows,
      int dimension,
      int paddedDimension) {
    String projection(Node part) {
      return part.operands().getFirst();
    }
  }

  void emit(Node product) {
    Node codes = graph.operand(product, 0);
    Node scores = graph.operand(codes, 0);
    Node scoreProduct = graph.operand(scores, 0);
    Node queries = graph.operand(scoreProduct, 0);
    requirePart(product, queries, 0, Contents.Memory.QUERIES);
    requirePart(product, graph.operand(scoreProduct, 1), 1, Contents.Memory.KEYS);
    requirePart(product, graph.operand(product, 1), 2, Contents.Memory.VALUES);
    int dimension = queries.type().dim(2);
    Attention attention =
        new Attention(
            queries,
            graph.operand(scoreProduct, 1),
            graph.operand(product, 1),
            scores,
            commands.onlyUse(product),
            tokens.select(codes),
            commands.codeBits(codes, ((ExponentialCodes) codes.op()).bits()),
            queries.type().dim(1),
            dimension,
            Engine.roundUp(dimension, engine.memoryLanes()));
    for (int head = 0; head < queries.type().dim(0); head++) {
      scores(attention, head);
      outputs(attention, head);
    }
    commands.complete(attention.outputs().name());
    commands.contents().hold(Contents.Memory.ATTENTION, attention.outputs());
  }

  /// Each part of a projection is stored in a memory of its own.
  private void requirePart(Node product, Node heads, int part, Contents.Memory memory) {
    if (!(heads.op() instanceof SplitHeads split) || split.part() != part) {
      throw NotOnEngine.because(
          heads, "queries, keys and values are parts 0, 1 and 2 of a layer, in that order");
    }
    commands.contents().require(memory, product, graph.operand(heads, 0));
  }

  /// The mean of values over tokens: attention without scores.
  void emitUniform(Node product) {
    UniformAttention op = (UniformAttention) graph.operand(product, 0).op();
    Node values = graph.operand(product, 1);
    Node outputs = commands.onlyUse(product);
    if (!(values.op() instanceof SplitHeads split) || split.parts() != 1 || split.heads() != 1) {
      throw NotOnEngine.because(
          product, "means over tokens are of a layer of their own, as one head");
    }
    commands.contents().require(Contents.Memory.VALUES, product, graph.operand(values, 0));
    RequantizeRows scale = (RequantizeRows) outputs.op();
    int rows = values.type().dim(1);
    int dimension = values.type().dim(2);
    int need = commands.completed(Need.head(values.operands().getFirst(), 0, 0));
    for (int column = 0; column < dimension; column += engine.wideColumns()) {
      int count = Math.min(engine.wideColumns(), dimension - column);
      commands.add(
          new Command.VectorGroup(
              new TensorSlice(outputs.name(), 0, column, count),
              rows,
              0,
              Destination.ATTENTION,
              column,
              count,
              true,
              false,
              false,
              0,
              0,
              LayerNormConstants.NONE,
              commands.codeBits(outputs, scale.bits())));
      commands.add(
          new Command.MatrixGroup(
              outputs.name(),
              rows,
              0,
              Engine.ceilDiv(rows, engine.pk()),
              StreamSource.UNIFORM,
              0,
              StationarySource.VALUES,
              0,
              column,
              rows,
              op.leading(),
              0,
              true,
              true,
              -1,
              need,
              scale.gain(),
              scale.shift(),
              Engine.CODE_BITS,
              0,
              0));
      commands.add(new Command.LoadParameters("", "", 0, 0));
    }
    commands.complete(outputs.name());
    commands.contents().hold(Contents.Memory.ATTENTION, outputs);
  }

  private void scores(Attention attention, int head) {
    int rows = attention.rows();
    String scales = Rewriter.key(graph.operand(attention.scores(), 1));
    int chunk = head * attention.paddedDimension() / engine.pk();
    List<Integer> keys = keyGroups(rows);
    for (int key : keys) {
      int count = Math.min(engine.wideColumns(), rows - key);
      commands.add(
          new Command.VectorGroup(
              new TensorSlice(attention.scores().name(), head, key, count),
              rows,
              0,
              Destination.SCORES,
              key,
              count,
              false,
              key == keys.getFirst(),
              key == keys.getLast(),
              0,
              0,
              LayerNormConstants.NONE,
              Engine.CODE_BITS));
      commands.add(
          new Command.MatrixGroup(
              attention.scores().name(),
              rows,
              0,
              Engine.ceilDiv(attention.dimension(), engine.pk()),
              StreamSource.QUERY,
              chunk,
              StationarySource.KEYS,
              key,
              chunk,
              rows,
              0,
              0,
              true,
              true,
              need(attention, attention.queries(), head),
              need(attention, attention.keys(), head),
              0,
              0,
              Engine.CODE_BITS,
              0,
              0));
      commands.add(new Command.LoadParameters("", scales, 0, engine.wideColumns()));
    }
    commands.complete(Need.head(attention.scores().name(), 0, head));
  }

  /// The first key of each group. Where groups beyond the tokens are left out, they come first, so
  /// that the last one, which others wait for, is always there.
  private List<Integer> keyGroups(int rows) {
    List<Integer> groups =
        IntStream.iterate(0, key -> key < rows, key -> key + engine.wideColumns()).boxed().toList();
    return engine.formats().pruning().bounds() ? groups.reversed() : groups;
  }

  private void outputs(Attention attention, int head) {
    int rows = attention.rows();
    RequantizeRows scale = (RequantizeRows) attention.outputs().op();
    for (int column = 0; column < attention.dimension(); column += engine.wideColumns()) {
      int at = head * attention.paddedDimension() + column;
      int count = Math.min(engine.wideColumns(), attention.dimension() - column);
      commands.add(
          new Command.VectorGroup(
              new TensorSlice(attention.outputs().name(), head, column, count),
              rows,
              0,
              Destination.ATTENTION,
              at,
              count,
              true,
              false,
              false,
              0,
              0,
              LayerNormConstants.NONE,
              commands.codeBits(attention.outputs(), scale.bits())));
      commands.add(
          new Command.MatrixGroup(
              attention.outputs().name(),
              rows,
              0,
              Engine.ceilDiv(rows, engine.pk()),
              StreamSource.SCORES,
              0,
              StationarySource.VALUES,
              0,
              at,
              rows,
              0,
              0,
              true,
              true,
              commands.completed(Need.head(attention.scores().name(), 0, head)),
              need(attention, attention.values(), head),
              scale.gain(),
              scale.shift(),
              attention.exponentialBits(),
              0,
              0,
              attention.judges() && column == 0));
      commands.add(new Command.LoadParameters("", "", 0, 0));
    }
  }

  private int need(Attention attention, Node part, int head) {
    SplitHeads split = (SplitHeads) part.op();
    return commands.completed(Need.head(attention.projection(part), split.part(), head));
  }
}
