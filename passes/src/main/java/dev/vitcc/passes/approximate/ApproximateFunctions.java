package dev.vitcc.passes.approximate;

import dev.vitcc.approximation.form.FittedLines;
import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.request.ApproximateClause.Function;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Puts straight lines in the place of GELU's tables, as few and as coarse as the error allows.
///
/// ```
/// before: y = lookup(index, table)            1024 codes a layer, in block memory
/// after:  y = piecewise_linear(index, lines)  32 to 128 lines a layer
/// ```
///
/// Every index is tried in every layer. All layers have lines of one shape, the cheapest that keeps
/// to the bound everywhere, since they take turns on the same lanes.
public final class ApproximateFunctions implements Pass {
  private static final double ROUNDING = 0.5;

  private final Approximations approximations;

  public ApproximateFunctions(Approximations approximations) {
    this.approximations = approximations;
  }

  @Override
  public String summary() {
    return "put straight lines in the place of tables";
  }

  @Override
  public Set<Property> requires() {
    return Set.of(Property.INTEGER);
  }

  @Override
  public Model run(Model model, PassContext context) {
    List<Node> lookups =
        model.graph().nodes().stream().filter(node -> node.op() instanceof Lookup).toList();
    approximations.lines().forEach(ApproximateFunctions::requireWholeCodes);
    return approximations
        .line(Function.GELU)
        .filter(line -> !lookups.isEmpty())
        .map(line -> replaced(model, lookups, line, context))
        .orElse(model);
  }

  /// The tables of constants, and polynomials in their place, hold the nearest code everywhere, and
  /// have entries that lie halfway between two but for a thousandth.
  private static void requireWholeCodes(Approximations.Line line) {
    if (line.ulps() < ROUNDING && line.function() != Function.GELU) {
      throw new CompileException(
          Diagnostic.error(
                  PassesCode.NOT_NEAR_ENOUGH,
                  line.location(),
                  "%s can't be within %s ulp: results are whole codes; the least that can be had is %s"
                      .formatted(
                          line.function().name().toLowerCase(Locale.ROOT),
                          number(line.ulps()),
                          number(ROUNDING)))
              .withHint("write error <= 0.5 ulp, or table"));
    }
  }

  private static Model replaced(
      Model model, List<Node> lookups, Approximations.Line line, PassContext context) {
    LineSearch.Fitted fitted = new LineSearch(model, lookups, line.ulps()).run(context.progress());
    fitted
        .layers()
        .forEach(
            (node, layer) -> {
              if (!layer.candidate().proof().isWithin(line.ulps())) {
                throw notNearEnough(node, line, fitted.ulps());
              }
            });
    Rewriter rewriter = new Rewriter(model);
    return rewriter.rewrite(
        node ->
            Optional.ofNullable(fitted.layers().get(node))
                .map(layer -> replace(rewriter, node, fitted.lines(), layer))
                .orElseGet(() -> rewriter.copy(node)));
  }

  private static Node replace(Rewriter rewriter, Node lookup, Lines lines, FittedLines fitted) {
    int bits = ((ElementType.Int) lookup.type().element()).bits();
    TensorType type = TensorType.of(ElementType.I32, lines.segments());
    int[] words =
        IntStream.range(0, lines.segments())
            .map(line -> Lines.word(fitted.slope(line), fitted.intercept(line)))
            .toArray();
    Node parameter =
        rewriter.parameter(
            lookup, lookup.name() + ".lines", type, () -> new TensorData.Words(type, words));
    return rewriter.add(
        lookup,
        new PiecewiseLinear(lines.fraction(), lines.slopeBits(), bits),
        rewriter.operand(lookup, 0),
        parameter);
  }

  private static CompileException notNearEnough(Node node, Approximations.Line line, double least) {
    // Rounded up, so that it can be asked for.
    String best = String.format(Locale.ROOT, "%.2f", Math.ceil(least * 100) / 100);
    return new CompileException(
        Diagnostic.error(
                PassesCode.NOT_NEAR_ENOUGH,
                line.location(),
                "%s: straight lines can't be within %s ulp of GELU; the least for this model is %s"
                    .formatted(node.name(), number(line.ulps()), best))
            .withHint("write error <= " + best + " ulp, or gelu table"));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
