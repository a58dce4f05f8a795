package dev.vitcc.passes.manager;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What can hold of a model between two passes. Those that can be seen in the model are checked
/// after every pass for as long as they should hold.
public enum Property {
  /// Every parameter of the graph has values.
  PARAMETERS_BOUND("every parameter has values") {
    @Override
    public List<String> violations(Model model) {
      List<String> missing = new ArrayList<>();
      for (Node node : model.graph().nodes()) {
        if (node.op() instanceof Parameter parameter && !model.parameters().has(parameter.key())) {
          missing.add(node.name() + ": no values for parameter " + parameter.key());
        }
      }
      return missing;
    }
  },

  /// No pixel is normalised: that is folded into the patch embedding.
  NORMALIZATION_FOLDED("no normalisation of pixels is left") {
    @Override
    public List<String> violations(Model model) {
      return offenders(
          model.graph(),
          node -> node.op() instanceof Normalize normalize && !normalize.isIdentity());
    }
  },

  /// Layer norms have no bias of their own, and gains only where weights of fewer than 8 bits
  /// follow: the rest is folded into what follows.
  AFFINE_FOLDED("layer norms have bias 0, and gain 1 where weights of 8 bits follow"),

  /// The range of every activation has been observed on images.
  CALIBRATED("the ranges of activations are known"),

  /// Every value is an integer of stated width.
  INTEGER("every value is an integer") {
    @Override
    public List<String> violations(Model model) {
      return offenders(model.graph(), node -> node.type().element() instanceof ElementType.Real);
    }
  };

  private final String meaning;

  Property(String meaning) {
    this.meaning = meaning;
  }

  /// What holds, as half a sentence.
  public String meaning() {
    return meaning;
  }

  /// What in the model breaks this, one line each, as far as the model shows it.
  public List<String> violations(Model model) {
    return List.of();
  }

  /// The name as docs and messages have it.
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /// The property of that label.
  public static Optional<Property> of(String label) {
    return List.of(values()).stream().filter(each -> each.label().equals(label)).findFirst();
  }

  private static List<String> offenders(Graph graph, Predicate<Node> wrong) {
    return graph.nodes().stream()
        .filter(wrong)
        .map(node -> node.name() + ": " + node.op().mnemonic() + " gives " + node.type())
        .toList();
  }
}
