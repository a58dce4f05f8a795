package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.passes.format.CodeFormat;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import dev.vitcc.reference.FloatReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs the model on calibration images and notes which range each activation needs.
///
/// ```
/// before: y = gelu(x)
/// after:  the same, and range.y = [least, greatest] beside the graph
/// ```
///
/// The residual stream and logits have bits to spare and take their greatest magnitude; what
/// becomes 8-bit codes takes what the method picks. Without images all steps are alike: engine and
/// cycles hardly depend on them, and are known in no time.
public final class Calibrate implements Pass {
  private static final Method MAX = new CalibrateClause.Max();
  private static final double NOMINAL = 8;

  private final List<byte[]> images;
  private final Method method;
  private final RangeCache cache;

  /// @param images raw bytes, height × width × channels each
  /// @param cache of the ranges of earlier compiles
  public Calibrate(List<byte[]> images, Method method, RangeCache cache) {
    this.images = List.copyOf(images);
    this.method = method;
    this.cache = cache;
  }

  @Override
  public String summary() {
    return "find the ranges of activations on the calibration images";
  }

  @Override
  public Set<Property> requires() {
    return Set.of(Property.AFFINE_FOLDED, Property.NORMALIZATION_FOLDED);
  }

  @Override
  public Set<Property> establishes() {
    return Set.of(Property.CALIBRATED);
  }

  @Override
  public Model run(Model model, PassContext context) {
    Map<String, Range> ranges = images.isEmpty() ? nominal(model) : kept(model, context);
    Parameters parameters = model.parameters();
    for (Map.Entry<String, Range> range : ranges.entrySet()) {
      parameters = Ranges.with(parameters, range.getKey(), range.getValue());
    }
    return new Model(model.graph(), parameters);
  }

  private static Map<String, Range> nominal(Model model) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    model.graph().nodes().stream()
        .filter(node -> matters(node.op()))
        .forEach(node -> ranges.put(node.name(), nominal(model, node)));
    return ranges;
  }

  /// Of fewer codes, less: with the same range their steps would be too great for requantisation.
  private static Range nominal(Model model, Node node) {
    CodeFormat format =
        becomesCodes(node.op()) ? CodeFormat.of(model, node.name()) : CodeFormat.EIGHT_BITS;
    double magnitude = NOMINAL * format.limit() / CodeFormat.EIGHT_BITS.limit();
    return new Range(-magnitude, magnitude);
  }

  private Map<String, Range> kept(Model model, PassContext context) {
    String key = CalibrationKey.of(model, images, method);
    Map<String, Range> ranges =
        cache
            .find(key)
            .filter(kept -> coversAll(kept, model))
            .orElseGet(() -> ranges(model, context));
    cache.keep(key, ranges);
    return ranges;
  }

  /// What a vitcc kept that knew fewer ops has too few ranges for this one.
  private static boolean coversAll(Map<String, Range> kept, Model model) {
    return kept.keySet().containsAll(nominal(model).keySet());
  }

  private Map<String, Range> ranges(Model model, PassContext context) {
    Map<String, Histogram> histograms = observe(model, context);
    Map<String, Range> ranges = new LinkedHashMap<>();
    for (Node node : model.graph().nodes()) {
      Histogram histogram = histograms.get(node.name());
      if (histogram != null) {
        Method picked = becomesCodes(node.op()) ? method : MAX;
        int bits = CodeFormat.of(model, node.name()).bits();
        ranges.put(node.name(), Range.choose(histogram, picked, bits));
      }
    }
    return ranges;
  }

  /// Histograms don't depend on the order in which images come.
  private Map<String, Histogram> observe(Model model, PassContext context) {
    FloatReference reference = new FloatReference(model);
    AtomicInteger done = new AtomicInteger();
    Map<String, Histogram> all = new LinkedHashMap<>();
    images.stream()
        .parallel()
        .forEach(
            image -> {
              Map<String, Histogram> seen = new LinkedHashMap<>();
              reference.run(image, (node, values) -> note(seen, node, values));
              synchronized (all) {
                seen.forEach(
                    (name, part) -> all.computeIfAbsent(name, n -> new Histogram()).merge(part));
              }
              context.progress().accept("image " + done.incrementAndGet() + " of " + images.size());
            });
    return all;
  }

  private static void note(Map<String, Histogram> seen, Node node, float[] values) {
    if (matters(node.op())) {
      seen.computeIfAbsent(node.name(), name -> new Histogram()).add(values);
    }
  }

  private static boolean matters(TensorOp op) {
    boolean stream =
        op instanceof Add
            || op instanceof PatchEmbed
            || op instanceof PrependTokens
            || op instanceof PruneTokens;
    boolean outputs = op instanceof MatMul matmul && !matmul.transposeRight();
    return stream || outputs || op instanceof Linear || becomesCodes(op);
  }

  private static boolean becomesCodes(TensorOp op) {
    return op instanceof LayerNorm
        || op instanceof SplitHeads
        || op instanceof Gelu
        || op instanceof PolynomialGelu
        || op instanceof MatMul;
  }
}
