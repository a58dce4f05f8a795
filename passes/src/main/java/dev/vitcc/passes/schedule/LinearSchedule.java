package dev.vitcc.passes.schedule;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.ir.program.TokenRole;
import dev.vitcc.passes.NotOnEngine;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.schedule.Commands.Gains;
import dev.vitcc.passes.schedule.Contents.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Schedules linear layers: a group for every pn columns, all k tiles of a group in a row.
///
/// With narrow columns, the first rows of a group are dealt to the wide ones and the others to the
/// narrow ones; where those can't take them, the group has wide columns only.
final class LinearSchedule {
  private static final List<Destination> PARTS =
      List.of(Destination.QUERY, Destination.KEY, Destination.VALUE);

  private final Commands commands;
  private final NarrowRows narrowRows;
  private final TokenSchedule tokens;
  private final Map<String, Integer> hiddenColumns;
  private final Graph graph;
  private final Engine engine;

  LinearSchedule(Commands commands, NarrowRows narrowRows, TokenSchedule tokens) {
    this.commands = commands;
    this.narrowRows = narrowRows;
    this.tokens = tokens;
    this.graph = commands.graph();
    this.engine = commands.engine();
    this.hiddenColumns = HiddenTensors.of(graph).columns(engine.memoryLanes());
  }

  void emit(Node linear) {
    if (linear.type().element() instanceof ElementType.Int sum
        && sum.bits() > engine.accumulatorBits()) {
      throw new IllegalStateException(
          "%s: sums of %d bits, but accumulators of %d"
              .formatted(linear.name(), sum.bits(), engine.accumulatorBits()));
    }
    Node requantize = commands.onlyUse(linear);
    List<Stream> streams = streams(graph.operand(linear, 0));
    Layer layer =
        new Layer(
            linear,
            requantize,
            streams,
            Rewriter.key(graph.operand(linear, 1)),
            Rewriter.key(graph.operand(linear, 2)),
            Rewriter.key(graph.operand(requantize, 1)),
            linear.type().dim(1),
            takesNarrow(graph.operand(linear, 0), streams));
    List<Node> users = commands.usesOf(requantize);
    if (users.isEmpty()) {
      logits(layer);
      return;
    }
    switch (users.getFirst().op()) {
      case SplitHeads split when split.parts() == 1 -> values(layer);
      case SplitHeads split -> heads(layer, split.heads());
      case Lookup _ -> hidden(layer, users.getFirst(), Drain.plain());
      case PiecewiseLinear lines -> {
        int bits = commands.codeBits(users.getFirst(), lines.bits());
        hidden(layer, users.getFirst(), Drain.codes(bits));
      }
      case SaturatingAdd add -> residual(layer, users.getFirst());
      default ->
          throw NotOnEngine.because(
              linear, "its result goes to " + users.getFirst().op().mnemonic());
    }
  }

  private record Layer(
      Node linear,
      Node requantize,
      List<Stream> streams,
      String weights,
      String biases,
      String scales,
      int columns,
      boolean takesNarrow) {}

  /// Whether narrow columns can take a layer's operand, and all of its lanes beyond the operand.
  private boolean takesNarrow(Node operand, List<Stream> streams) {
    return engine.formats().narrowColumns() > 0
        && OperandBits.of(commands.model(), operand) <= engine.formats().activationBits()
        && (narrowRows.hasZero()
            || streams.stream().allMatch(s -> s.tiles(engine.pk()) * engine.pk() == s.columns()));
  }

  /// The columns of the group that begins with a row of the weights.
  ///
  /// @param left columns that are still to be dealt
  private int groupColumns(Layer layer, int row, int left) {
    int wide = engine.wideColumns();
    int all = Math.min(left, engine.pn());
    boolean mixed = layer.takesNarrow() && narrowRows.hold(layer.weights(), row + wide, row + all);
    return all <= wide || mixed ? all : wide;
  }

  private List<Stream> streams(Node operand) {
    int columns = operand.type().dim(1);
    int rows = operand.type().dim(0);
    int padded = Engine.roundUp(columns, engine.pk());
    return switch (operand.op()) {
      case ExtractPatches patches -> {
        Stream pixels = Stream.plain(StreamSource.IMAGE, rows, columns, columns, padded, -1);
        yield List.of(pixels.after(patches.leadingRows()));
      }
      case IntegerLayerNorm norm -> List.of(normalised(operand, rows, 0));
      case SelectToken select -> List.of(normalised(graph.operand(operand, 0), 1, select.index()));
      case Concatenate concatenate -> {
        List<Stream> both = new ArrayList<>(streams(graph.operand(operand, 0)));
        both.addAll(streams(graph.operand(operand, 1)));
        yield both;
      }
      case MergeHeads merge -> {
        Node outputs = graph.operand(operand, 0);
        int block = outputs.type().dim(2);
        // Nothing lies behind a single head.
        int paddedBlock = block == columns ? padded : Engine.roundUp(block, engine.memoryLanes());
        commands.contents().require(Memory.ATTENTION, operand, outputs);
        int need = commands.completed(outputs.name());
        yield List.of(
            Stream.plain(StreamSource.ATTENTION, rows, columns, block, paddedBlock, need));
      }
      case Lookup _, PiecewiseLinear _ -> {
        int need = commands.completed(operand.name());
        Stream hidden = Stream.plain(StreamSource.HIDDEN, rows, columns, columns, padded, need);
        yield List.of(hidden.at(hiddenColumn(operand)));
      }
      default ->
          throw NotOnEngine.because(
              operand, "a linear layer reads it, with no layer norm between them");
    };
  }

  /// Rows of the residual stream as a layer norm leaves them, whose gains are loaded first.
  private Stream normalised(Node node, int rows, int row) {
    if (!(node.op() instanceof IntegerLayerNorm norm)) {
      throw NotOnEngine.because(node, "a token is selected of it, with no layer norm before");
    }
    commands.contents().require(Memory.RESIDUAL, node, graph.operand(node, 0));
    int columns = node.type().dim(1);
    int bits = commands.codeBits(node, norm.bits());
    Gains gains =
        node.operands().size() == 1
            ? Gains.NONE
            : commands.gains(Rewriter.key(graph.operand(node, 1)), columns);
    int padded = Engine.roundUp(columns, engine.pk());
    int need = commands.completed(Need.RESIDUAL);
    return new Stream(
        StreamSource.RESIDUAL, rows, row, 0, columns, columns, padded, 0, need, bits, gains);
  }

  private void logits(Layer layer) {
    commands.add(new Command.Store(layer.columns()));
    for (int column = 0, count; column < layer.columns(); column += count) {
      count = groupColumns(layer, column, layer.columns() - column);
      Group group = new Group(column, column, count, count);
      group(layer, layer.requantize(), Destination.OUTPUT, group, Drain.plain());
    }
  }

  private void heads(Layer layer, int heads) {
    Restrictions.requireParts(commands.usesOf(layer.requantize()), heads);
    for (Memory memory : List.of(Memory.QUERIES, Memory.KEYS, Memory.VALUES)) {
      commands.contents().hold(memory, layer.requantize());
    }
    int dimension = layer.columns() / (PARTS.size() * heads);
    int bits = commands.codeBits(layer.requantize(), ((Requantize) layer.requantize().op()).bits());
    if (engine.formats().narrowColumns() > 0 && engine.packsHeads(dimension)) {
      partByPart(layer, dimension, bits);
    } else {
      headByHead(layer, heads, dimension, bits);
    }
  }

  private void headByHead(Layer layer, int heads, int dimension, int bits) {
    int padded = Engine.roundUp(dimension, engine.memoryLanes());
    boolean uniform = engine.formats().narrowColumns() == 0;
    for (int head = 0; head < heads; head++) {
      for (int part = 0; part < PARTS.size(); part++) {
        // Queries and keys are read pk columns at a time: what is read beyond the head must be
        // zero.
        int written = part < 2 ? Engine.roundUp(dimension, engine.pk()) : dimension;
        for (int column = 0, width; column < written; column += width) {
          int from = (part * heads + head) * dimension + Math.min(column, dimension);
          int count = groupColumns(layer, from, Math.max(dimension - column, 0));
          width = engine.isMixed(count) ? engine.pn() : engine.wideColumns();
          int drained = uniform ? count : Math.min(written - column, width);
          Group group = new Group(from, head * padded + column, count, drained);
          group(layer, layer.requantize(), PARTS.get(part), group, Drain.codes(bits));
        }
        commands.complete(Need.head(layer.requantize().name(), part, head));
      }
    }
  }

  /// The columns of all heads of a part lie side by side, so that a group may have several heads'.
  private void partByPart(Layer layer, int dimension, int bits) {
    int columns = layer.columns() / PARTS.size();
    for (int part = 0; part < PARTS.size(); part++) {
      for (int column = 0, count; column < columns; column += count) {
        int from = part * columns + column;
        count = groupColumns(layer, from, columns - column);
        Group group = new Group(from, column, count, count);
        group(layer, layer.requantize(), PARTS.get(part), group, Drain.codes(bits));
        for (int head = column / dimension; (head + 1) * dimension <= column + count; head++) {
          commands.complete(Need.head(layer.requantize().name(), part, head));
        }
      }
    }
  }

  private int hiddenColumn(Node stored) {
    return hiddenColumns.getOrDefault(stored.name(), 0);
  }

  /// Values that are averaged over tokens, one behind the other.
  private void values(Layer layer) {
    commands.contents().hold(Memory.VALUES, layer.requantize());
    int bits = commands.codeBits(layer.requantize(), ((Requantize) layer.requantize().op()).bits());
    for (int column = 0, count; column < layer.columns(); column += count) {
      count = groupColumns(layer, column, layer.columns() - column);
      Group group = new Group(column, column, count, count);
      group(layer, layer.requantize(), Destination.VALUE, group, Drain.codes(bits));
    }
    commands.complete(Need.head(layer.requantize().name(), 0, 0));
  }

  private void hidden(Layer layer, Node lookup, Drain plain) {
    Drain drain = plain.with(tokens.role(lookup));
    int first = hiddenColumn(lookup);
    commands.addTable(Rewriter.key(graph.operand(lookup, 1)));
    for (int column = 0, count; column < layer.columns(); column += count) {
      count = groupColumns(layer, column, layer.columns() - column);
      Group group = new Group(column, first + column, count, count);
      group(layer, lookup, Destination.HIDDEN, group, drain);
    }
    commands.tableReadSoFar();
    commands.complete(lookup.name());
  }

  private void residual(Layer layer, Node sum) {
    Restrictions.requireOtherSource(sum, layer.streams());
    boolean embedding = graph.operand(sum, 0).op() instanceof Parameter;
    if (embedding) {
      startStream(layer, sum);
    } else {
      commands.contents().require(Memory.RESIDUAL, sum, graph.operand(sum, 0));
    }
    LayerNormConstants norm = commands.normAfter(sum);
    for (int column = 0, count; column < layer.columns(); column += count) {
      count = groupColumns(layer, column, layer.columns() - column);
      boolean last = column + count == layer.columns() && !norm.equals(LayerNormConstants.NONE);
      LayerNormConstants constants = last ? norm : LayerNormConstants.NONE;
      Drain drain =
          new Drain(
              column == 0, last, embedding ? 1 : 0, constants, Engine.CODE_BITS, TokenRole.NONE);
      group(layer, sum, Destination.RESIDUAL, new Group(column, column, count, count), drain);
    }
    commands.complete(Need.RESIDUAL);
    commands.contents().hold(Memory.RESIDUAL, sum);
  }

  /// Image and position table come before the first layer.
  private void startStream(Layer layer, Node sum) {
    Node patches = graph.operand(layer.linear(), 0);
    Node image = graph.operand(patches, 0);
    int leading = layer.streams().getFirst().leadingRows();
    Restrictions.requireLeading(sum, leading);
    int patch = ((ExtractPatches) patches.op()).patch();
    commands.add(
        new Command.LoadImage(
            patch,
            patch * image.type().dim(2),
            image.type().dim(0) / patch,
            image.type().dim(1) / patch,
            leading));
    commands.add(new Command.LoadPosition(Rewriter.key(graph.operand(sum, 0)), sum.type().dim(0)));
  }

  /// Columns of a layer that are computed at once.
  ///
  /// @param from the first row of the weights
  /// @param at the first column in the destination
  /// @param count how many
  /// @param drained columns of the destination that are written, padding included
  private record Group(int from, int at, int count, int drained) {}

  private void group(Layer layer, Node stored, Destination to, Group group, Drain drain) {
    boolean table = to == Destination.HIDDEN;
    Stream first = layer.streams().getFirst();
    commands.add(
        new Command.VectorGroup(
            new TensorSlice(stored.name(), 0, group.from(), group.count()),
            first.rows(),
            layer.streams().size() > 1 || to == Destination.OUTPUT ? 0 : first.row(),
            to,
            group.at(),
            group.drained(),
            false,
            drain.firstOfRow(),
            drain.lastOfRow(),
            table ? commands.tables() : 0,
            drain.positions(),
            drain.norm(),
            drain.bits(),
            drain.role()));
    StationarySource source =
        engine.isMixed(group.count()) ? StationarySource.MIXED : StationarySource.WEIGHTS;
    int tiles = 0;
    for (int i = 0; i < layer.streams().size(); i++) {
      Stream stream = layer.streams().get(i);
      boolean last = i == layer.streams().size() - 1;
      commands.add(matrix(layer, stream, source, i == 0, last));
      tiles += stream.tiles(engine.pk());
    }
    commands.add(
        new Command.LoadParameters(layer.biases(), layer.scales(), group.from(), group.count()));
    commands.add(
        new Command.LoadTiles(
            layer.weights(),
            group.from(),
            group.count(),
            first.block(),
            first.paddedBlock(),
            tiles));
  }

  private Command matrix(
      Layer layer, Stream stream, StationarySource source, boolean first, boolean last) {
    return new Command.MatrixGroup(
        layer.requantize().name(),
        stream.rows(),
        stream.row(),
        stream.tiles(engine.pk()),
        stream.source(),
        stream.column() / engine.pk(),
        source,
        0,
        0,
        0,
        stream.leadingRows(),
        stream.source() == StreamSource.IMAGE ? stream.columns() : 0,
        first,
        last,
        stream.need(),
        -1,
        0,
        0,
        stream.bits(),
        stream.gains().word(),
        stream.gains().need());
  }
}
