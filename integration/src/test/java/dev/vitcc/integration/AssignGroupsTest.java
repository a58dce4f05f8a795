package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.assign.AssignGroups.Assigned;
import dev.vitcc.passes.assign.AssignGroups.Layer;
import dev.vitcc.passes.assign.Assignment;
import dev.vitcc.passes.assign.Assignment.Way;
import dev.vitcc.passes.assign.Sensitivities;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.format.LayerOptions;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.quantize.Ranges;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.reference.FloatReference;
import dev.vitcc.reference.IntegerReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Groups of rows of the digits transformer, wide where the engine has cycles to spare.
class AssignGroupsTest {
  private static final Path MODEL =
      Path.of("..", "examples", "digits", "formats", "columns_a8.vit");
  private static final int IMAGES = 64;

  private final LoadedModel loaded =
      new LoadModel(new Diagnostics()).run(MODEL, request -> request, images -> {});
  private final Design design =
      new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none()).run(loaded);
  private final Assigned assigned = design.solution().assigned().orElseThrow();
  private final FormatPlan narrow = assigned.formats().withNarrowGroups(Map.of());
  private final Engine engine = design.program().engine();
  private final Quantization quantization =
      new Quantization(
          loaded.model(),
          loaded.images().calibration(),
          loaded.request().calibrate().method(),
          loaded.request().prune(),
          Approximations.TABLES,
          PassContext.quiet());
  private final List<byte[]> images = loaded.images().calibration().subList(0, IMAGES);

  /// Against the plain pipeline for the model that has only that layer's rows narrow.
  @Test
  void lossesAreThoseOfModelsWithOneNarrowLayer() {
    Kept ranges = new Kept();
    Model all = quantization.calibrated(narrow, ranges);
    List<LayerOptions> options = LayerOptions.of(narrow, all.graph());
    Map<String, Integer> none = new LinkedHashMap<>();
    options.forEach(layer -> none.put(layer.layer(), 0));
    FormatPlan wide = narrow.withNarrowGroups(none);
    Model base = quantization.calibrated(wide, ranges);
    List<String> tried = List.of("block0.attention.qkv", "block2.mlp.fc1", "block3.mlp.fc2");

    Map<String, Double> losses =
        new Sensitivities(base, all, loaded.model(), images).of(tried, line -> {});

    double without = error(quantization.integers(wide, ranges, List.of()));
    for (String layer : tried) {
      Map<String, Integer> others = new LinkedHashMap<>(none);
      others.remove(layer);
      FormatPlan one = narrow.withNarrowGroups(others);
      double with = error(quantization.integers(one, ranges, List.of()));
      assertThat(with).isNotEqualTo(without);
      assertThat(losses.get(layer)).as(layer).isCloseTo(with - without, within(1e-6));
    }
  }

  @Test
  void cyclesOfAWayAreThoseOfTheSchedule() {
    Model all = quantization.calibrated(narrow, RangeCache.none());
    for (LayerOptions layer : LayerOptions.of(narrow, all.graph()).subList(0, 4)) {
      for (LayerOptions.Way way : List.of(layer.ways().getFirst(), layer.ways().getLast())) {
        FormatPlan plan = narrow.withNarrowGroups(Map.of(layer.layer(), way.groups()));
        Model integer = quantization.integers(plan, RangeCache.none(), List.of());
        Program program =
            new Schedule().run(integer, ModelExtents.of(integer.graph()).fitted(engine));
        assertThat(way.cycles()).as("%s", layer).isEqualTo(cycles(program, layer.layer()));
      }
    }
  }

  private long cycles(Program program, String layer) {
    return program.commands().stream()
        .filter(command -> command instanceof MatrixGroup group && group.layer().equals(layer))
        .map(MatrixGroup.class::cast)
        .mapToLong(
            group -> {
              boolean mixed = group.stationary() == StationarySource.MIXED;
              int words = engine.tileWords(mixed ? engine.pn() : engine.wideColumns());
              int rows = Engine.ceilDiv(group.rows(), engine.pm());
              return (long) group.tiles() * Math.max(rows, words);
            })
        .sum();
  }

  /// The same cycles where the measurement says that they help the least.
  @Test
  void spareCyclesBringLogitsNearerThanElsewhere() {
    assertThat(assigned.layers()).anyMatch(layer -> layer.narrowGroups() < layer.most());
    double fps = loaded.request().target().frameRate().orElseThrow().value();
    assertThat(design.estimate().cycles() * fps).isLessThanOrEqualTo(design.clockMhz() * 1e6);

    Model all = quantization.calibrated(narrow, RangeCache.none());
    Map<String, List<Way>> worst = new LinkedHashMap<>();
    long budget = assigned.layers().stream().mapToLong(Layer::cycles).sum();
    for (LayerOptions layer : LayerOptions.of(narrow, all.graph())) {
      double loss =
          assigned.layers().stream()
              .filter(other -> other.name().equals(layer.layer()))
              .mapToDouble(Layer::loss)
              .findFirst()
              .orElseThrow();
      worst.put(
          layer.layer(),
          layer.ways().stream()
              .map(way -> new Way(way.groups(), way.cycles(), way.narrowRows() / loss))
              .toList());
      budget += layer.ways().getLast().cycles();
    }
    Map<String, Integer> elsewhere = Assignment.solve(worst, budget).orElseThrow();
    FormatPlan other = narrow.withNarrowGroups(elsewhere);
    Model otherwise = quantization.integers(other, RangeCache.none(), List.of());
    Model plain = quantization.integers(narrow, RangeCache.none(), List.of());
    double chosen = error(design.integer());
    assertThat(chosen).isLessThan(error(otherwise)).isLessThan(error(plain));
  }

  private double error(Model integer) {
    List<float[]> wanted = new FloatReference(loaded.model()).logits(images);
    List<int[]> found = new IntegerReference(integer).logits(images);
    double scale = Ranges.scaleOf(integer, integer.graph().outputs().getFirst());
    double error = 0;
    for (int i = 0; i < wanted.size(); i++) {
      for (int c = 0; c < wanted.get(i).length; c++) {
        error += Math.pow(found.get(i)[c] * scale - wanted.get(i)[c], 2);
      }
    }
    return error;
  }

  /// Has the ranges that it was given first for whatever is looked for.
  private static final class Kept implements RangeCache {
    private Optional<Map<String, Range>> ranges = Optional.empty();

    @Override
    public Optional<Map<String, Range>> find(String key) {
      return ranges;
    }

    @Override
    public void keep(String key, Map<String, Range> found) {
      ranges = ranges.or(() -> Optional.of(found));
    }
  }
}
