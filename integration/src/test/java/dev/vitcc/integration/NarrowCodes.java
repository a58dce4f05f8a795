package dev.vitcc.integration;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.quantize.RowScale;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Gives the codes of an integer model fewer bits, at random, the columns of its layer norms gains,
/// and its functions lines; scales follow, so that codes still use their range.
final class NarrowCodes {
  private static final int LEAST_BITS = 2;
  private static final int MOST_BITS = 8;
  private static final int MANTISSA_BITS = 17;

  /// The greatest scale of a requantiser is just below 8.
  private static final double MOST_SCALE = 7.9;

  private final Model model;
  private final Rewriter rewriter;
  private final Random random;
  private final Lines lines;
  private final Exponential form;

  /// By how many bits the codes of a node are narrower than those of the original.
  private final Map<String, Integer> narrower = new LinkedHashMap<>();

  private NarrowCodes(Model model, long seed, Lines lines, Exponential form) {
    this.model = model;
    this.rewriter = new Rewriter(model);
    this.random = new Random(seed);
    this.lines = lines;
    this.form = form;
  }

  /// On an engine of its kind.
  static Sample of(Sample sample, long seed, EngineSpec spec) {
    NarrowCodes codes = new NarrowCodes(sample.integer(), seed, spec.lines(), spec.exponential());
    return new Sample(
        sample.name() + ", narrow", codes.rewriter.rewrite(codes::narrowed), sample.images());
  }

  private Node narrowed(Node node) {
    int before = node.operands().stream().mapToInt(name -> narrower.getOrDefault(name, 0)).sum();
    int drop =
        switch (node.op()) {
          case IntegerLayerNorm norm -> drop();
          case ExponentialCodes codes -> 0;
          case RequantizeRows rows -> drop();
          case Lookup lookup when lines.exist() -> drop();
          case Requantize requantize when splits(node) -> drop();
          case Requantize requantize -> 0;
          case IntegerMatMul product -> before;
          default -> narrower.getOrDefault(node.operands().stream().findFirst().orElse(""), 0);
        };
    narrower.put(node.name(), drop);
    return switch (node.op()) {
      case IntegerLayerNorm norm -> layerNorm(node, norm, drop);
      case ExponentialCodes codes ->
          rewriter.add(
              node, new ExponentialCodes(MOST_BITS - drop(), form), rewriter.operand(node, 0));
      case RequantizeRows rows ->
          rewriter.add(
              node,
              new RequantizeRows(rows.bits() - drop, rows.gain(), rows.shift() + drop - before),
              rewriter.operand(node, 0),
              rewriter.operand(node, 1));
      case Requantize requantize ->
          rewriter.add(
              node,
              new Requantize(requantize.bits() - drop),
              rewriter.operand(node, 0),
              words(node, 1, scale -> rescaled(scale, before - drop)));
      case Lookup lookup when lines.exist() ->
          rewriter.add(
              node,
              new PiecewiseLinear(lines.fraction(), lines.slopeBits(), MOST_BITS - drop),
              rewriter.operand(node, 0),
              lines(node));
      case IntegerLinear linear ->
          rewriter.add(
              node,
              linear,
              rewriter.operand(node, 0),
              rewriter.operand(node, 1),
              words(node, 2, bias -> bias >> drop));
      default -> rewriter.copy(node);
    };
  }

  /// Two in three layer norms get gains of columns; twice the scale lets some of them saturate.
  private Node layerNorm(Node node, IntegerLayerNorm norm, int drop) {
    boolean gained = random.nextInt(3) > 0;
    int shift = norm.shift() + drop - (gained ? 1 : 0);
    TensorOp narrow = new IntegerLayerNorm(norm.epsilon(), norm.gain(), shift, MOST_BITS - drop);
    return gained
        ? rewriter.add(node, narrow, rewriter.operand(node, 0), gains(node))
        : rewriter.add(node, narrow, rewriter.operand(node, 0));
  }

  /// Slopes and intercepts of any size that there is room for.
  private Node lines(Node node) {
    TensorType type = TensorType.of(ElementType.I32, lines.segments());
    int[] words = new int[lines.segments()];
    Arrays.setAll(words, _ -> Lines.word(number(lines.slopeBits()), number(lines.interceptBits())));
    return rewriter.parameter(
        node, node.name() + ".lines", type, () -> new TensorData.Words(type, words));
  }

  /// Of at most so many bits.
  private int number(int bits) {
    return random.nextInt() >> (Integer.SIZE - 1 - random.nextInt(bits));
  }

  private Node gains(Node node) {
    TensorType type = TensorType.of(ElementType.U8, node.type().dim(1));
    byte[] gains = new byte[node.type().dim(1)];
    random.nextBytes(gains);
    return rewriter.parameter(
        node, node.name() + ".gains", type, () -> new TensorData.Bytes(type, gains));
  }

  private boolean splits(Node node) {
    List<Node> uses = model.graph().uses().getOrDefault(node.name(), List.of());
    return uses.stream().anyMatch(use -> use.op() instanceof SplitHeads);
  }

  private int drop() {
    return random.nextInt(MOST_BITS - LEAST_BITS + 1);
  }

  private interface Change {
    int apply(int word);
  }

  /// A changed copy of a parameter of 32-bit words.
  private Node words(Node node, int operand, Change change) {
    String key = Rewriter.key(model.graph().operand(node, operand));
    TensorData.Words words = (TensorData.Words) model.parameters().get(key);
    int[] changed = Arrays.stream(words.values()).map(change::apply).toArray();
    return rewriter.parameter(
        node,
        node.name() + ".words",
        words.type(),
        () -> new TensorData.Words(words.type(), changed));
  }

  /// A packed scale times a power of two.
  private static int rescaled(int packed, int octaves) {
    int shift = 14 + 6 * (packed >> MANTISSA_BITS);
    double scale = Math.scalb((double) (packed % (1 << MANTISSA_BITS)), octaves - shift);
    return RowScale.of(Math.min(scale, MOST_SCALE)).packed();
  }
}
