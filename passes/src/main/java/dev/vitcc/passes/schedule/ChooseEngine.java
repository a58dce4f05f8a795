package dev.vitcc.passes.schedule;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.program.Engine;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/// Sizes an engine for a model: the array as asked for, or to the model's heads; memories to fit.
public final class ChooseEngine {
  private static final int LEAST_LANES = 8;
  private static final int MOST_LANES = 64;
  private static final int TILE_DEPTH = 8;
  private static final int RESULT_DEPTH = 32;
  private static final int COMMAND_DEPTH = 16;

  /// What the user pins; the rest is chosen.
  public record Pins(
      OptionalInt pm,
      OptionalInt pk,
      OptionalInt pn,
      OptionalInt lanes,
      OptionalInt axiBits,
      OptionalInt ports,
      OptionalInt tileDepth,
      OptionalInt resultDepth,
      OptionalInt commandDepth) {
    public static Pins none() {
      OptionalInt free = OptionalInt.empty();
      return new Pins(free, free, free, free, free, free, free, free, free);
    }
  }

  /// The engine for an integer graph; not checked for legality.
  public Engine choose(Graph graph, Pins pins, int boardPorts, int boardPortBits) {
    Shape shape = Shape.of(graph);
    int square = square(shape.headDimension());
    int pm = pins.pm().orElse(1);
    int pk = pins.pk().orElse(pins.pn().orElse(square));
    int pn = pins.pn().orElse(pins.pk().orElse(square));
    int axiBits = pins.axiBits().orElse(boardPortBits);
    int ports = pins.ports().orElse(ports(boardPorts, axiBits, pk));
    int lanes = Math.max(pk, pn);
    return new Engine(
        pm,
        pk,
        pn,
        pins.lanes().orElse(pm * pn),
        axiBits,
        ports,
        shape.rows(),
        Engine.roundUp(shape.residual(), lanes),
        shape.heads() * Engine.roundUp(shape.headDimension(), lanes),
        Engine.roundUp(shape.hidden(), lanes),
        shape.accumulatorBits(),
        pins.tileDepth().orElse(TILE_DEPTH),
        pins.resultDepth().orElse(RESULT_DEPTH),
        pins.commandDepth().orElse(COMMAND_DEPTH));
  }

  /// The largest square array that a head fills.
  private static int square(int headDimension) {
    int lanes = MOST_LANES;
    while (lanes > LEAST_LANES && headDimension % lanes != 0) {
      lanes /= 2;
    }
    return lanes;
  }

  /// As many ports as fill one stationary column a cycle.
  private static int ports(int boardPorts, int axiBits, int pk) {
    int ports = Math.max(1, Math.min(boardPorts, pk * 8 / axiBits));
    while (ports > 1 && pk * 8 % (ports * axiBits) != 0) {
      ports--;
    }
    return ports;
  }

  /// The extents of a model that the memories have to hold.
  private record Shape(
      int rows, int residual, int heads, int headDimension, int hidden, int accumulatorBits) {

    static Shape of(Graph graph) {
      return new Shape(
          most(graph, node -> isMatrix(node) ? node.type().dim(0) : 1),
          most(graph, node -> node.op() instanceof IntegerLayerNorm ? node.type().dim(1) : 1),
          most(graph, node -> node.op() instanceof SplitHeads ? node.type().dim(0) : 1),
          most(graph, node -> node.op() instanceof SplitHeads ? node.type().dim(2) : 1),
          most(graph, node -> isHidden(node) ? node.type().dim(1) : 1),
          most(graph, Shape::accumulatorBits));
    }

    private static int most(Graph graph, ToIntFunction<Node> extent) {
      return graph.nodes().stream().mapToInt(extent).max().orElse(1);
    }

    private static boolean isMatrix(Node node) {
      return node.op() instanceof ExtractPatches || node.op() instanceof IntegerLayerNorm;
    }

    private static boolean isHidden(Node node) {
      return node.op() instanceof ExtractPatches || node.op() instanceof Lookup;
    }

    private static int accumulatorBits(Node node) {
      boolean accumulates =
          node.op() instanceof IntegerLinear || node.op() instanceof IntegerMatMul;
      return accumulates && node.type().element() instanceof ElementType.Int integer
          ? integer.bits()
          : 1;
    }
  }
}
