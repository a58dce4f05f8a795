package dev.vitcc.passes.tile;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.passes.schedule.HiddenTensors;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The extents of an integer graph that the memories of an engine have to hold.
///
/// @param rows of the longest matrix
/// @param residual columns of the residual stream
/// @param heads of the attention with the most
/// @param headDimension columns of a head
/// @param values columns that are averaged over tokens
/// @param hidden layers, and the patch matrix
/// @param accumulatorBits of the longest sum
/// @param selected the greatest common divisor of the indices of tokens that are selected; 0 if
///   that is only the first
/// @param gainedNorms layer norms whose columns have gains
/// @param narrowCodes whether there are codes of fewer than 8 bits
/// @param lines that stand for functions
/// @param exponential of all softmaxes
/// @param pruning how tokens are dropped
public record ModelExtents(
    int rows,
    int residual,
    int heads,
    int headDimension,
    int values,
    HiddenTensors hidden,
    int accumulatorBits,
    int selected,
    int gainedNorms,
    boolean narrowCodes,
    Lines lines,
    Exponential exponential,
    Pruning pruning) {

  public static ModelExtents of(Graph graph) {
    return new ModelExtents(
        most(graph, node -> isMatrix(node) ? node.type().dim(0) : 1),
        most(graph, node -> node.op() instanceof IntegerLayerNorm ? node.type().dim(1) : 1),
        most(graph, node -> isAttention(node) ? node.type().dim(0) : 1),
        most(graph, node -> isAttention(node) ? node.type().dim(2) : 1),
        most(graph, node -> isMean(node) ? node.type().dim(2) : 1),
        HiddenTensors.of(graph),
        most(graph, ModelExtents::accumulatorBits),
        selected(graph),
        Math.toIntExact(graph.nodes().stream().filter(ModelExtents::hasGains).count()),
        graph.nodes().stream().anyMatch(node -> codeBits(node) < Engine.CODE_BITS),
        lines(graph),
        exponential(graph),
        pruning(graph));
  }

  private static Pruning pruning(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof PruneTokens)
        .map(node -> pruning(graph, node))
        .max(Comparator.naturalOrder())
        .orElse(Pruning.NONE);
  }

  private static Pruning pruning(Graph graph, Node prune) {
    if (graph.operand(prune, 1).op() instanceof TokenScores) {
      return Pruning.LEARNED;
    }
    return ((PruneTokens) prune.op()).isFixed() ? Pruning.FIXED : Pruning.BOUNDED;
  }

  /// What is wrong with so many rows a cycle; empty if nothing is.
  Optional<String> violation(int pm) {
    return selected % pm == 0
        ? Optional.empty()
        : Optional.of(
            "engine: pm = "
                + pm
                + ": a token is selected alone whose index is no multiple of it; expected 1");
  }

  /// The engine with accumulators and lines for the model, where it was made for one with smaller
  /// sums or other lines.
  public Engine fitted(Engine engine) {
    return engine.with(Math.max(accumulatorBits, engine.accumulatorBits()), lines);
  }

  /// An engine whose memories have room for the model, and no more.
  public Engine engine(EngineShape shape) {
    int lanes = engine(shape, 1).memoryLanes();
    return engine(shape, lanes);
  }

  private Engine engine(EngineShape shape, int memoryLanes) {
    return new Engine(
        shape.pm(),
        shape.pk(),
        shape.pn(),
        shape.lanes(),
        shape.axiBits(),
        shape.ports(),
        rows,
        Engine.roundUp(residual, memoryLanes),
        Math.max(
            heads * Engine.roundUp(headDimension, memoryLanes),
            Engine.roundUp(values, memoryLanes)),
        hidden.total(memoryLanes),
        accumulatorBits,
        shape.tileDepth(),
        shape.resultDepth(),
        shape.commandDepth(),
        formats(shape));
  }

  private Formats formats(EngineShape shape) {
    return new Formats(
        shape.formats().narrowColumns(),
        shape.formats().narrow(),
        shape.formats().activationBits(),
        gainedNorms * Engine.ceilDiv(residual, shape.pk()),
        narrowCodes,
        lines,
        shape.formats().evaluated(),
        exponential,
        pruning);
  }

  /// All nodes have lines of one shape, with coefficients of different widths.
  private static Lines lines(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof PiecewiseLinear)
        .map(node -> ((PiecewiseLinear) node.op()).lines(graph.operand(node, 1).type().dim(0)))
        .reduce(Lines::with)
        .orElse(Lines.NONE);
  }

  /// A model has one.
  private static Exponential exponential(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof ExponentialCodes)
        .map(node -> ((ExponentialCodes) node.op()).form())
        .findFirst()
        .orElse(Exponential.EXACT);
  }

  private static boolean hasGains(Node node) {
    return node.op() instanceof IntegerLayerNorm && node.operands().size() > 1;
  }

  private static int codeBits(Node node) {
    return switch (node.op()) {
      case IntegerLayerNorm norm -> norm.bits();
      case ExponentialCodes codes -> codes.bits();
      case Requantize requantize -> requantize.bits();
      case RequantizeRows requantize -> requantize.bits();
      case PiecewiseLinear lines -> lines.bits();
      default -> Engine.CODE_BITS;
    };
  }

  private static int most(Graph graph, ToIntFunction<Node> extent) {
    return graph.nodes().stream().mapToInt(extent).max().orElse(1);
  }

  private static int selected(Graph graph) {
    BigInteger divisor = BigInteger.ZERO;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof SelectToken select) {
        divisor = divisor.gcd(BigInteger.valueOf(select.index()));
      }
    }
    return divisor.intValueExact();
  }

  private static boolean isMatrix(Node node) {
    return node.op() instanceof ExtractPatches || node.op() instanceof IntegerLayerNorm;
  }

  private static boolean isAttention(Node node) {
    return node.op() instanceof SplitHeads split && split.parts() > 1;
  }

  private static boolean isMean(Node node) {
    return node.op() instanceof SplitHeads split && split.parts() == 1;
  }

  private static int accumulatorBits(Node node) {
    boolean accumulates = node.op() instanceof IntegerLinear || node.op() instanceof IntegerMatMul;
    return accumulates && node.type().element() instanceof ElementType.Int integer
        ? integer.bits()
        : 1;
  }
}
