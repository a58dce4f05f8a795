package dev.vitcc.cli.explore;

import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.solve.MeasureDrop;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.targets.Board;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures the accuracy of what frontiers lead to, by the integer reference on the model's images
/// with labels.
///
/// Where rows get their formats from the engine, each engine is a network of its own; else each
/// width of activations is.
public final class MeasureTopOne {
  private final LoadedModel loaded;
  private final MakeDesign make;
  private final MeasureDrop measure;
  private final Map<Integer, TopOne> byWidth = new LinkedHashMap<>();

  /// @param loaded with an evaluate clause
  /// @param cache of ranges
  public MeasureTopOne(LoadedModel loaded, PassContext context, RangeCache cache) {
    this.loaded = loaded;
    this.make = new MakeDesign(context, List.of(), cache);
    this.measure = new MeasureDrop(loaded, context.progress());
  }

  /// @param boards of the frontiers
  public List<Frontier> run(List<Frontier> frontiers, List<Board> boards) {
    return frontiers.stream().map(frontier -> measured(frontier, boards)).toList();
  }

  private Frontier measured(Frontier frontier, List<Board> boards) {
    Board board =
        boards.stream().filter(b -> b.name().equals(frontier.board())).findFirst().orElseThrow();
    LoadedModel width =
        loaded.ofEachWidth().stream()
            .filter(m -> m.formats().activationWidths().contains(frontier.activationBits()))
            .findFirst()
            .orElseThrow();
    return frontier.with(
        frontier.points().stream()
            .map(point -> point.with(topOne(width.on(board), point, frontier.activationBits())))
            .toList());
  }

  private TopOne topOne(LoadedModel width, Point point, int bits) {
    return width.formats().dependsOnEngine()
        ? topOne(make.networks(reaching(width, point)).integer().get())
        : byWidth.computeIfAbsent(bits, _ -> topOne(make.networks(width).integer().get()));
  }

  private TopOne topOne(Model integer) {
    return TopOne.of(measure.of(integer));
  }

  /// What the point's target clause says.
  private static LoadedModel reaching(LoadedModel width, Point point) {
    TargetClause said = width.request().target();
    return width.aimingAt(
        said.withFrameRate(new Setting<>(TargetText.rate(point.framesPerSecond()), said.location()))
            .withObjective(new Setting<>(TargetClause.Objective.SMALLEST, said.location())));
  }
}
