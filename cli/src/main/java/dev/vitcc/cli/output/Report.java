package dev.vitcc.cli.output;

import dev.vitcc.backend.hls.LatencyEstimate;
import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.tile.ArrayCycles;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `report.json`: the figures of a build, for machines. What was not measured is absent.
public final class Report {
  public static final String SCHEMA = "vitcc.report/1";
  public static final String FILE = "report.json";

  private Report() {}

  /// What is known of a design before anything is measured.
  private static ObjectNode of(Design design) {
    TargetClause target = design.source().request().target();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schema", SCHEMA);
    root.put("model", design.program().name());
    root.put("board", design.board().name());
    design.board().part().ifPresent(part -> root.put("part", part));
    root.put("clock_mhz", design.clockMhz());
    root.set("asked", AskedReport.of(design.asked()));
    ObjectNode formats = formats(design.formats().clause());
    design.asked().scales().ifPresent(scales -> formats.put("scales", scales.path()));
    root.set("formats", formats);
    root.put("objective", target.goal().name().toLowerCase(Locale.ROOT));
    if (!design.solution().tried().isEmpty()) {
      root.set("precision", PrecisionReport.of(design.solution().tried()));
    }
    design
        .solution()
        .drop()
        .ifPresent(
            drop ->
                root.set(
                    "accuracy_drop",
                    DropReport.of(drop, target.accuracyDrop().orElseThrow().value())));
    design
        .solution()
        .assigned()
        .filter(assigned -> !assigned.layers().isEmpty())
        .ifPresent(assigned -> root.set("assignment", AssignmentReport.of(assigned)));
    design.pruned().ifPresent(pruned -> root.set("pruning", PruningReport.of(pruned)));
    root.set("functions", FunctionReport.of(design));
    root.set("engine", Layout.engine(design.program().engine()));
    root.put("macs_per_frame", design.macs());
    if (design.program().engine().formats().narrowColumns() > 0) {
      root.put("array_cycles", ArrayCycles.of(design.program(), design.integer().graph()));
    }
    root.put("image_bytes", design.memoryImage().length);
    CycleReport.add(root, design.estimate());
    design.expected().ifPresent(expected -> CycleReport.add(root, expected));
    ObjectNode rate = root.putObject("frame_rate");
    target.frameRate().map(Setting::value).ifPresent(fps -> rate.put("target_fps", fps));
    rate.put("estimated_fps", design.clockMhz() * 1e6 / design.estimate().cycles());
    ObjectNode latency = root.putObject("latency_ms");
    target.latencyMs().map(Setting::value).ifPresent(most -> latency.put("target", most));
    latency.put("estimated", design.estimate().cycles() / design.clockMhz() / 1e3);
    root.set("resources", ResourceReport.of(design).set("available", available(design.board())));
    root.set("layers", layers(design));
    root.set("timeline", TimelineReport.of(design.estimate()));
    return root;
  }

  /// What is known of a design before anything is measured, and of the forms that it is written in.
  public static ObjectNode of(Design design, Parts parts) {
    ObjectNode root = of(design);
    if (parts.hls()) {
      LatencyEstimate estimate = LatencyEstimate.of(design.program());
      ObjectNode cycles = root.putObject("hls").putObject("cycles");
      cycles.put("estimated", estimate.cycles());
      cycles.put("estimated_load", estimate.load());
      cycles.put("estimated_execute", estimate.execute());
      cycles.put(
          "basis",
          "loop bounds and initiation intervals, pipeline depths assumed, not synthesised");
    }
    return root;
  }

  /// Adds what synthesis found.
  public static void addSynthesis(ObjectNode report, ObjectNode resources) {
    ((ObjectNode) report.path("resources")).set("synthesised", resources);
  }

  /// Accuracy as an object of `report.json`.
  public static ObjectNode accuracy(Accuracy accuracy) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("top1_percent", accuracy.top1Percent());
    node.put("top5_percent", accuracy.top5Percent());
    return node;
  }

  /// Number formats, as a model has them.
  static ObjectNode formats(QuantizeClause quantize) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("weights", quantize.weights().value().text());
    node.put("activations", quantize.activations().value().text());
    node.put("first", quantize.first().value().text());
    node.put("last", quantize.last().value().text());
    node.put("probabilities", quantize.probabilities().value().text());
    return node.put("residual", quantize.residual().value().text());
  }

  private static ObjectNode available(Board board) {
    Resources resources = board.resources();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("lut", resources.lut()).put("ff", resources.ff()).put("dsp", resources.dsp());
    return node.put("bram36", resources.bram36()).put("uram", resources.uram());
  }

  /// The format of the weights; absent where layers were merged.
  private static Optional<String> weights(Design design, Node product) {
    Graph graph = design.source().source().graph();
    String name = product.name().replaceFirst("\\.acc$", "");
    FormatPlan formats = design.formats();
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .filter(node -> node.op() instanceof Linear || node.op() instanceof PatchEmbed)
        .map(node -> formats.weightsOf(graph, node))
        .findFirst();
  }

  /// The matrix products, in order.
  private static ArrayNode layers(Design design) {
    Graph graph = design.integer().graph();
    Map<String, List<Node>> uses = graph.uses();
    ArrayNode layers = JsonNodeFactory.instance.arrayNode();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof IntegerLinear || node.op() instanceof IntegerMatMul) {
        int length = graph.operand(node, 0).type().dim(-1);
        ObjectNode layer = layers.addObject();
        layer.put("name", node.name()).put("op", node.op().mnemonic());
        ArrayNode shape = layer.putArray("shape");
        node.type().shape().forEach(shape::add);
        layer.put("reduction", length).put("macs", node.type().size() * length);
        layer.put("input", graph.operand(node, 0).type().element().toString());
        weights(design, node).ifPresent(format -> layer.put("weights", format));
        // The program names a layer after what is stored of it.
        for (Node stored : uses.getOrDefault(node.name(), List.of())) {
          design
              .estimate()
              .layer(stored.name())
              .ifPresent(cycles -> layer.set("cycles", CycleReport.layer(cycles)));
        }
      }
    }
    return layers;
  }
}
