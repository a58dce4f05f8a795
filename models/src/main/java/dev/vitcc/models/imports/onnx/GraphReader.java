package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Operations.Operation;
import dev.vitcc.models.imports.onnx.Term.Constant;
import dev.vitcc.models.imports.onnx.Term.Kind;
import dev.vitcc.models.onnx.OnnxModel;
import dev.vitcc.models.onnx.OnnxNode;
import dev.vitcc.models.onnx.OnnxTensor;
import dev.vitcc.models.onnx.OnnxType;
import dev.vitcc.models.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs through the nodes that the first output depends on, for one image.
///
/// A node that can't be mapped is reported, and what depends on it is passed over, so that all of
/// them are reported at once.
final class GraphReader {
  private static final int LARGEST_EXTENT = 1 << 15;

  private final OnnxModel model;
  private final List<OnnxNode> nodes;
  private final Problems problems;
  private final Session session = new Session();
  private final Operations operations = new Operations(session);
  private final Map<String, View> values = new LinkedHashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  /// What the network computes, and the roundings that stand where vitcc has none.
  record Result(View output, List<Rounding> unused) {}

  private GraphReader(OnnxModel model, List<OnnxNode> nodes, Problems problems) {
    this.model = model;
    this.nodes = nodes;
    this.problems = problems;
  }

  /// @throws dev.vitcc.ir.diagnostic.CompileException with all that can't be mapped
  static Result read(OnnxModel model, Problems problems) {
    GraphReader reader = new GraphReader(model, Inliner.inline(model, problems), problems);
    return reader.read();
  }

  private Result read() {
    if (model.outputs().isEmpty()) {
      problems.add("the graph has no output");
    }
    problems.throwIfAny();
    String output = model.outputs().getFirst().name();
    if (model.outputs().size() > 1) {
      problems.warn(
          "the graph has %d outputs, of which the first, '%s', is taken"
              .formatted(model.outputs().size(), output));
    }
    image();
    for (Map.Entry<String, OnnxTensor> tensor : model.initializers().entrySet()) {
      Origin origin = new Origin(session.number(), "tensor '" + tensor.getKey() + "'");
      values.put(tensor.getKey(), constant(origin, tensor.getValue()));
    }
    needed(output).forEach(this::evaluate);
    problems.throwIfAny();
    View result = values.get(output);
    if (result == null) {
      problems.add("nothing computes the output '%s'".formatted(output));
      throw problems.failure();
    }
    try {
      return new Result(session.exact(result), session.unused());
    } catch (Unmappable e) {
      problems.add(result.base(), "what it gives are codes, expected logits");
      throw problems.failure();
    }
  }

  static View constant(Origin origin, OnnxTensor tensor) {
    OnnxType type = tensor.type();
    Kind kind = type.isReal() ? Kind.REAL : type == OnnxType.BOOL ? Kind.TRUTH : Kind.INTEGER;
    return View.of(
        new Constant(
            origin,
            tensor.shape(),
            tensor::at,
            kind,
            type.least(),
            type.greatest(),
            Optional.empty()));
  }

  /// The image: the one input that is no weight.
  private void image() {
    List<OnnxValue> inputs =
        model.inputs().stream().filter(i -> !model.initializers().containsKey(i.name())).toList();
    if (inputs.size() != 1) {
      problems.add(
          "the graph has inputs %s, expected one, the image"
              .formatted(inputs.stream().map(OnnxValue::name).toList()));
      throw problems.failure();
    }
    OnnxValue input = inputs.getFirst();
    List<Long> shape = input.shape().orElse(List.of());
    if (shape.size() != 4
        || shape.subList(1, 4).stream().anyMatch(e -> e < 1 || e > LARGEST_EXTENT)) {
      problems.add(
          "input '%s' has shape %s, expected [batch, channels, height, width] with the last three"
                  .formatted(input.name(), shape)
              + " given: export it without dynamic channels, height or width");
      throw problems.failure();
    }
    if (shape.getFirst() > 1) {
      problems.add(
          "input '%s' has a batch of %d: export it with a batch of 1 or a dynamic one"
              .formatted(input.name(), shape.getFirst()));
      throw problems.failure();
    }
    List<Integer> one = new ArrayList<>(List.of(1));
    shape.subList(1, 4).forEach(extent -> one.add(Math.toIntExact(extent)));
    Origin origin = new Origin(session.number(), "input '" + input.name() + "'");
    values.put(input.name(), View.of(new Term.Image(origin, one)));
  }

  /// The nodes that a value depends on, in their order.
  private List<OnnxNode> needed(String output) {
    Set<String> wanted = new LinkedHashSet<>(Set.of(output));
    List<OnnxNode> found = new ArrayList<>();
    for (OnnxNode node : nodes.reversed()) {
      if (node.outputs().stream().anyMatch(wanted::contains)) {
        wanted.addAll(node.inputs());
        found.add(node);
      }
    }
    return found.reversed();
  }

  private void evaluate(OnnxNode node) {
    Optional<Operation> operation = operations.find(node.fullType());
    if (operation.isEmpty()) {
      problems.add(node, Operations.why(node.fullType()));
      unknown.addAll(node.outputs());
      return;
    }
    if (node.inputs().stream().anyMatch(unknown::contains)) {
      unknown.addAll(node.outputs());
      return;
    }
    try {
      List<Optional<View>> inputs = new ArrayList<>();
      for (String input : node.inputs()) {
        inputs.add(input.isEmpty() ? Optional.empty() : Optional.of(value(input)));
      }
      long opset = model.opsets().getOrDefault(node.domain(), 1L);
      Call call = new Call(node, inputs, opset, session.origin(node));
      Optional<View> folded = node.domain().isEmpty() ? NumericOps.fold(call) : Optional.empty();
      keep(node, folded.isPresent() ? List.of(folded) : operation.get().of(call));
    } catch (Unmappable e) {
      problems.add(node, String.valueOf(e.getMessage()));
      unknown.addAll(node.outputs());
    } catch (ArithmeticException e) {
      problems.add(node, "its extents are too large");
      unknown.addAll(node.outputs());
    }
  }

  private View value(String name) {
    View view = values.get(name);
    if (view == null) {
      throw new Unmappable("there is no value '" + name + "' before it");
    }
    return view;
  }

  private void keep(OnnxNode node, List<Optional<View>> results) {
    for (int i = 0; i < node.outputs().size(); i++) {
      String name = node.outputs().get(i);
      if (i < results.size() && results.get(i).isPresent()) {
        values.put(name, results.get(i).get());
      }
    }
  }
}
