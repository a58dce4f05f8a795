package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.format.FormatPlan.Place;
import dev.vitcc.passes.manager.Memo;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives every matrix and every activation its format, and quantises weights of fewer than 8 bits.
///
/// ```
/// before: linear(x, w, b)
/// after:  linear(x, ŵ, b), with codes.ŵ and rowscales.ŵ beside the graph: ŵ = codes · scales
///         and format.x = [bits, step]
/// ```
///
/// Calibration then sees the weights that the hardware has. Weights of 8 bits are quantised when
/// the graph becomes integers, after all that is folded into them.
public final class AssignFormats implements Pass {
  private final FormatPlan plan;

  public AssignFormats(FormatPlan plan) {
    this.plan = plan;
  }

  @Override
  public String summary() {
    return "give weights and activations their formats, and quantise weights of fewer than 8 bits";
  }

  @Override
  public Set<Property> requires() {
    return Set.of(Property.NORMALIZATION_FOLDED);
  }

  @Override
  public Model run(Model model, PassContext context) {
    plan.trained().ifPresent(trained -> new TrainedNames(model.graph()).check(trained));
    Rewriter rewriter = new Rewriter(model);
    Model quantised =
        rewriter.rewrite(
            node ->
                switch (node.op()) {
                  case Linear linear -> quantise(rewriter, node, context.memo());
                  case PatchEmbed embed -> quantise(rewriter, node, context.memo());
                  default -> rewriter.copy(node);
                });
    Parameters parameters = activations(quantised);
    return new Model(
        quantised.graph(), plan.isShiftOnly() ? ShiftOnly.mark(parameters) : parameters);
  }

  private Node quantise(Rewriter rewriter, Node layer, Memo memo) {
    Node weight = rewriter.operand(layer, 1);
    String key = Rewriter.key(weight);
    Optional<RowCodes> codes =
        new WeightFormats(plan, memo)
            .codes(rewriter.source(), layer, () -> rewriter.parameters().reals(key));
    if (codes.isEmpty()) {
      return rewriter.copy(layer);
    }
    String quantised = key + ".quantised";
    Node values = rewriter.reals(layer, quantised, weight.type(), () -> codes.get().values());
    rewriter.beside(parameters -> codes.get().beside(parameters, quantised));
    return rewriter.add(
        layer, layer.op(), rewriter.operand(layer, 0), values, rewriter.operand(layer, 2));
  }

  private Parameters activations(Model model) {
    Parameters parameters = model.parameters();
    Graph graph = model.graph();
    Map<String, List<Node>> uses = graph.uses();
    for (Node layer : graph.nodes()) {
      if (layer.op() instanceof Linear) {
        Place place = Place.of(graph, layer);
        for (Map.Entry<String, Node> point : LayerNames.points(graph, uses, layer).entrySet()) {
          CodeFormat format = plan.activation(point.getKey(), place);
          parameters = format.beside(parameters, point.getValue().name());
        }
      }
    }
    return parameters;
  }
}
