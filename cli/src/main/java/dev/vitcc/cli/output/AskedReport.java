package dev.vitcc.cli.output;

import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.ApproximateClause.Approximation;
import dev.vitcc.ir.request.ApproximateClause.HeatVit;
import dev.vitcc.ir.request.ApproximateClause.IBert;
import dev.vitcc.ir.request.ApproximateClause.IVit;
import dev.vitcc.ir.request.ApproximateClause.Polynomial;
import dev.vitcc.ir.request.ApproximateClause.Table;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.PruneClause.Automatic;
import dev.vitcc.ir.request.PruneClause.ByScore;
import dev.vitcc.ir.request.PruneClause.Keep;
import dev.vitcc.ir.request.PruneClause.Tokens;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.WeightsClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `asked` of `report.json`: what model and command line ask for, before anything was chosen. What
/// neither says is absent, but for formats, which have defaults.
final class AskedReport {
  private AskedReport() {}

  static ObjectNode of(CompileRequest asked) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    target(root, asked.target());
    root.set("formats", Report.formats(asked.quantize()));
    root.put("weights", weights(asked.weights()));
    asked.prune().ifPresent(prune -> root.put("prune", String.join("; ", prune(prune))));
    List<Approximation> functions = asked.approximate().approximations();
    if (!functions.isEmpty()) {
      root.put(
          "approximate",
          functions.stream().map(AskedReport::function).collect(Collectors.joining("; ")));
    }
    return root;
  }

  private static void target(ObjectNode root, TargetClause target) {
    root.put(
        "board",
        switch (target.board().value()) {
          case TargetClause.Known(String name) -> name;
          case TargetClause.Described(String path) -> path;
        });
    target.clockMhz().ifPresent(clock -> root.put("clock_mhz", clock.value()));
    target.frameRate().ifPresent(fps -> root.put("least_fps", fps.value()));
    target.latencyMs().ifPresent(latency -> root.put("most_latency_ms", latency.value()));
    target.accuracyDrop().ifPresent(drop -> root.put("most_points_lost", drop.value()));
    target.utilization().ifPresent(share -> root.put("most_utilization", share.value()));
    target.objective().ifPresent(objective -> root.put("objective", word(objective.value())));
    if (!target.engine().isEmpty()) {
      ObjectNode pins = root.putObject("engine");
      target.engine().forEach((parameter, pin) -> pins.put(parameter.word(), pin.value()));
    }
  }

  private static String weights(WeightsClause clause) {
    return switch (clause.source()) {
      case WeightsClause.Files(List<String> paths, var naming) -> String.join(", ", paths);
      case WeightsClause.Random(long seed, var distribution) -> "random(seed = " + seed + ")";
    };
  }

  /// The lines of the clause, as a model has them.
  private static List<String> prune(PruneClause clause) {
    List<String> lines = new ArrayList<>(List.of("selector " + word(clause.selector())));
    if (!clause.beforeBlocks().isEmpty()) {
      lines.add("before blocks " + list(clause.beforeBlocks()));
    }
    switch (clause.schedule()) {
      case Tokens(List<Integer> counts) -> lines.add("tokens " + list(counts));
      case Keep(List<Double> rates) -> lines.add("keep " + list(rates));
      case Automatic() -> lines.add("auto");
      case ByScore() -> {}
    }
    clause.threshold().ifPresent(score -> lines.add("threshold " + score));
    clause.share().ifPresent(share -> lines.add("cumulative " + Summary.number(100 * share) + "%"));
    if (clause.packageToken() != PackageToken.NONE) {
      lines.add(clause.packageToken() == PackageToken.SUMMED ? "package summed" : "package");
    }
    return lines;
  }

  private static String function(Approximation function) {
    String method =
        switch (function.method()) {
          case Table() -> "table";
          case Polynomial() -> "polynomial";
          case HeatVit(double delta) -> "heatvit(delta = " + delta + ")";
          case IBert() -> "ibert";
          case IVit() -> "ivit";
        };
    String bound =
        function.maxUlps().map(ulps -> " error <= " + Summary.number(ulps) + " ulp").orElse("");
    return word(function.function()) + " " + method + bound;
  }

  private static String list(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
