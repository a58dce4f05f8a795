package dev.vitcc.passes.assign;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.assign.Assignment.Way;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.format.LayerOptions;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Spends the cycles that a design has to spare on rows that lose the most where they are narrow.
///
/// A group of rows that are all wide takes more passes over the array. Which groups of which layers
/// are is an assignment problem; what each layer loses is measured on calibration images.
public final class AssignGroups {
  /// Multiplications that measuring may take, so that large models use fewer images.
  private static final double MOST_MACS = 1e12;

  private static final int TRIES = 4;

  private final Quantization quantization;
  private final TileAndUnroll tiling;
  private final RangeCache cache;

  /// @param cache of ranges, and of what layers lose
  public AssignGroups(Quantization quantization, TileAndUnroll tiling, RangeCache cache) {
    this.quantization = quantization;
    this.tiling = tiling;
    this.cache = cache;
  }

  /// What became of it.
  ///
  /// @param formats with the groups that are narrow
  /// @param spare cycles that there were
  public record Assigned(FormatPlan formats, long spare, List<Layer> layers) {
    /// All groups narrow that can be.
    public static Assigned unchanged(FormatPlan formats) {
      return new Assigned(formats, 0, List.of());
    }
  }

  /// @param narrowGroups how many of the layer's groups have narrow rows
  /// @param most as many as could have
  /// @param loss what the logits' squared error grows by if all of them have
  /// @param cycles more than with all of them narrow
  public record Layer(String name, int narrowGroups, int most, double loss, long cycles) {}

  /// @param plan for an engine, all groups narrow that can be
  public Assigned run(FormatPlan plan) {
    Engine engine = plan.engine().orElseThrow();
    if (!plan.dependsOnEngine() || !engine.hasNarrow()) {
      return Assigned.unchanged(plan);
    }
    NotedRanges noted = new NotedRanges(cache);
    Model narrow = quantization.calibrated(plan, noted);
    List<LayerOptions> options = LayerOptions.of(plan, narrow.graph());
    long spare = -excess(narrow, engine);
    if (options.stream().allMatch(layer -> leastExtra(layer) > spare)) {
      return Assigned.unchanged(plan);
    }
    Map<String, Double> losses = losses(plan, options, narrow, noted);
    Map<String, List<Way>> ways = new LinkedHashMap<>();
    options.forEach(
        layer -> ways.put(layer.layer(), ways(layer, losses.getOrDefault(layer.layer(), 0.0))));
    long budget = options.stream().mapToLong(AssignGroups::allNarrow).sum() + spare;
    for (int i = 0; i < TRIES; i++) {
      Optional<Map<String, Integer>> groups = Assignment.solve(ways, budget);
      if (groups.isEmpty()) {
        break;
      }
      FormatPlan assigned = plan.withNarrowGroups(groups.get());
      long excess = excess(quantization.calibrated(assigned, noted.forAll()), engine);
      if (excess <= 0) {
        return new Assigned(assigned, spare, layers(options, groups.get(), losses));
      }
      budget -= excess;
    }
    return Assigned.unchanged(plan);
  }

  private long excess(Model calibrated, Engine engine) {
    return tiling.excessCycles(Quantization.integers(calibrated), engine);
  }

  private static long allNarrow(LayerOptions layer) {
    return layer.ways().getLast().cycles();
  }

  /// What the cheapest change takes; less than zero if it saves some.
  private static long leastExtra(LayerOptions layer) {
    return layer.ways().stream()
        .limit(layer.ways().size() - 1L)
        .mapToLong(way -> way.cycles() - allNarrow(layer))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// Rows of a layer lose alike.
  private static List<Way> ways(LayerOptions layer, double loss) {
    double most = layer.ways().getLast().narrowRows();
    return layer.ways().stream()
        .map(way -> new Way(way.groups(), way.cycles(), loss * way.narrowRows() / most))
        .toList();
  }

  private Map<String, Double> losses(
      FormatPlan plan, List<LayerOptions> options, Model narrow, NotedRanges noted) {
    List<String> layers = options.stream().map(LayerOptions::layer).toList();
    NotedRanges notedWide = noted.forAll();
    Model wide =
        quantization.calibrated(
            plan.withNarrowGroups(layers.stream().collect(Collectors.toMap(l -> l, l -> 0))),
            notedWide);
    double macs =
        (double) TileAndUnroll.macs(Quantization.integers(narrow).graph()) * layers.size();
    List<byte[]> images = quantization.images();
    int count = (int) Math.clamp(MOST_MACS / macs, 1, images.size());
    String key = String.join("-", Sensitivities.VERSION, noted.key(), notedWide.key(), "" + count);
    Map<String, Range> found =
        cache
            .find(key)
            .orElseGet(
                () -> {
                  Map<String, Range> measured = new LinkedHashMap<>();
                  new Sensitivities(wide, narrow, quantization.model(), images.subList(0, count))
                      .of(
                          layers,
                          line -> quantization.context().progress().accept("measuring " + line))
                      .forEach(
                          (layer, loss) ->
                              measured.put(layer, new Range(Math.min(0, loss), Math.max(0, loss))));
                  return measured;
                });
    cache.keep(key, found);
    Map<String, Double> losses = new LinkedHashMap<>();
    found.forEach((layer, loss) -> losses.put(layer, loss.low() + loss.high()));
    return losses;
  }

  private static List<Layer> layers(
      List<LayerOptions> options, Map<String, Integer> groups, Map<String, Double> losses) {
    return options.stream()
        .map(
            layer -> {
              int taken = groups.getOrDefault(layer.layer(), 0);
              return new Layer(
                  layer.layer(),
                  taken,
                  layer.ways().getLast().groups(),
                  losses.getOrDefault(layer.layer(), 0.0),
                  layer.ways().get(taken).cycles() - allNarrow(layer));
            })
        .toList();
  }
}
