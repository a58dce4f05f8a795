package dev.vitcc.cli.output;

import dev.vitcc.cli.solve.Pruned;
import dev.vitcc.passes.sparsity.ChooseStages.Candidate;
import dev.vitcc.passes.sparsity.ChooseStages.Chosen;
import dev.vitcc.passes.sparsity.LatencyTable;
import dev.vitcc.passes.sparsity.Loss;
import dev.vitcc.passes.sparsity.Stages;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `pruning` of `report.json`: how many tokens stay, where the compiler chose it, what the others
/// would have lost, and the latency–sparsity table.
final class PruningReport {
  private PruningReport() {}

  static ObjectNode of(Pruned pruned) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("tokens", pruned.tokens());
    root.put("quantisation_alone_fps", pruned.aloneFps());
    root.put("chosen", pruned.text());
    pruned.chosen().ifPresent(chosen -> add(root, chosen));
    return root;
  }

  private static void add(ObjectNode root, Chosen chosen) {
    ArrayNode candidates = root.putArray("candidates");
    chosen.candidates().forEach(candidate -> candidates.add(candidate(candidate)));
    ObjectNode table = root.putObject("latency_sparsity");
    table.set("engine", Layout.engine(chosen.engine()));
    LatencyTable latency = chosen.table();
    table.put("cycles_outside_blocks", latency.rest());
    ArrayNode rows = table.putArray("rows");
    latency
        .cycles()
        .forEach(
            (tokens, cycles) -> {
              ArrayNode blocks =
                  rows.addObject().put("tokens", tokens).putArray("cycles_of_each_block");
              cycles.forEach(blocks::add);
            });
  }

  private static ObjectNode candidate(Candidate candidate) {
    Stages stages = candidate.stages();
    Loss loss = candidate.loss();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode blocks = node.putArray("before_blocks");
    stages.blocks().forEach(blocks::add);
    ArrayNode tokens = node.putArray("tokens");
    stages.tokens().forEach(tokens::add);
    node.put("cycles", candidate.cycles());
    node.put("divergence", loss.divergence());
    node.put("agreeing_images", loss.agreeing());
    return node.put("images", loss.images());
  }

  /// What was chosen, and what it loses; none where nothing was to be chosen.
  static List<String> lines(JsonNode report) {
    JsonNode pruning = report.path("pruning");
    if (pruning.isMissingNode()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String alone = Summary.number(pruning.path("quantisation_alone_fps").asDouble());
    JsonNode choice = pruning.at("/candidates/0");
    if (choice.isMissingNode()) {
      lines.add(
          Summary.text(
              "quantisation alone reaches %s frames/s: %s stay",
              alone, pruning.path("chosen").asString()));
      return lines;
    }
    lines.add(
        Summary.text(
            "quantisation alone reaches %s frames/s; %s reach %s",
            alone,
            pruning.path("chosen").asString(),
            Summary.number(report.at("/frame_rate/estimated_fps").asDouble())));
    int images = choice.path("images").asInt();
    lines.add(
        Summary.text(
            "top-1 agrees on %.1f %% of %,d calibration images (report.html has more)",
            100.0 * choice.path("agreeing_images").asInt() / images, images));
    return lines;
  }
}
