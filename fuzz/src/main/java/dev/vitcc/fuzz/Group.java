package dev.vitcc.fuzz;

import dev.vitcc.fuzz.Tally.Count;
import dev.vitcc.fuzz.check.BuildFolder;
import dev.vitcc.fuzz.check.Compiled;
import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.check.Judge.Verdict;
import dev.vitcc.fuzz.check.OwnEngine;
import dev.vitcc.fuzz.check.SharedEngine;
import dev.vitcc.fuzz.check.Trial;
import dev.vitcc.fuzz.draw.EngineKind;
import dev.vitcc.fuzz.draw.Steering;
import dev.vitcc.fuzz.shrink.Case;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.testbenches.verilator.Stalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// The models that share an engine: drawn, compiled, compared. All of it follows from the seed and
/// the number of the group.
final class Group {
  private final Settings settings;
  private final int number;
  private final Judge judge;
  private final BooleanSupplier isStopped;
  private final EngineKind kind;
  private final Steering steering;
  private final Tally tally = new Tally();
  private final List<Found> found = new ArrayList<>();

  /// Something wrong, as it was found.
  ///
  /// @param engine that the model was on; none if it didn't come as far
  record Found(Drawn drawn, Optional<Engine> engine, Finding finding) {}

  Group(Settings settings, int number, Judge judge, Steering steering, BooleanSupplier isStopped) {
    this.settings = settings;
    this.number = number;
    this.judge = judge;
    this.steering = steering;
    this.isStopped = isStopped;
    this.kind = EngineKind.draw(new Random(seed(-1 - number)));
  }

  /// The seed of a model, or of what else has a number.
  private long seed(int index) {
    return RandomModels.mix(RandomModels.mix(settings.seed()) + index);
  }

  void run() throws InterruptedException {
    int from = number * settings.perEngine();
    int to = Math.min(settings.models(), from + settings.perEngine());
    Drawn.Drawer drawer = new Drawn.Drawer(judge, kind, steering, tally);
    Map<Lines, List<Drawn>> byLines = new LinkedHashMap<>();
    for (int index = from; index < to && !isStopped.getAsBoolean(); index++) {
      Drawn drawn = drawer.draw(index, seed(index));
      drawn.finding().ifPresent(finding -> found.add(new Found(drawn, Optional.empty(), finding)));
      drawn
          .compiled()
          .ifPresent(
              model -> byLines.computeIfAbsent(lines(model), _ -> new ArrayList<>()).add(drawn));
      if (drawn.outcome() instanceof Verdict.Refused<Compiled>) {
        tally.add(Count.REFUSED_MODELS);
      }
    }
    int part = 0;
    for (List<Drawn> models : byLines.values()) {
      part++;
      compare(models, "engine-" + number + (byLines.size() > 1 ? "-" + part : ""));
    }
  }

  /// Engines have lines of one shape.
  private static Lines lines(Compiled model) {
    Lines lines = ModelExtents.of(model.integer().graph()).lines();
    return new Lines(lines.segmentBits(), lines.fraction(), 0);
  }

  private void compare(List<Drawn> models, String name) throws InterruptedException {
    List<Engine> engines =
        models.stream().flatMap(model -> model.compiled().stream()).map(Compiled::engine).toList();
    Engine shared = SharedEngine.of(kind, engines);
    BuildFolder folder =
        new BuildFolder(
            settings.work().resolve("engines").resolve(name), settings.work().resolve("cache"));
    tally.add(Count.ENGINES);
    if (models.getFirst().index() < settings.hls()) {
      tally.add(Count.PROGRAMS);
    }
    if (models.getFirst().index() < settings.rtl()) {
      tally.add(Count.SIMULATORS);
    }
    for (Drawn drawn : models) {
      if (!isStopped.getAsBoolean()) {
        Compiled model = drawn.compiled().orElseThrow();
        tally.model(model);
        boolean agrees = onOtherArray(drawn, model) && interpreted(drawn, model, shared);
        if (agrees && drawn.index() < Math.max(settings.hls(), settings.rtl())) {
          simulated(drawn, model, shared, folder);
        }
      }
    }
  }

  /// On an array of another size, with memories that are just large enough.
  private boolean onOtherArray(Drawn drawn, Compiled model) throws InterruptedException {
    Random random = new Random(seed(drawn.index()));
    EngineKind other = kind.withArray(EngineKind.draw(random));
    Optional<Engine> engine = OwnEngine.of(other, model);
    if (engine.isEmpty()) {
      return true;
    }
    tally.add(Count.ENGINES);
    return interpreted(drawn, model, engine.get());
  }

  private boolean interpreted(Drawn drawn, Compiled model, Engine engine)
      throws InterruptedException {
    tally.add(Count.INTERPRETED);
    return none(drawn, engine, judge.attempt(() -> judge.disagreement(Trial.of(model, engine))));
  }

  private void simulated(Drawn drawn, Compiled model, Engine engine, BuildFolder folder)
      throws InterruptedException {
    Trial trial = Trial.of(model, engine);
    boolean agrees = none(drawn, engine, judge.attempt(() -> written(trial, folder)));
    if (agrees && drawn.index() < settings.hls()) {
      tally.add(Count.HLS);
      agrees = none(drawn, engine, judge.patient().attempt(() -> folder.hls(trial)));
    }
    if (agrees && drawn.index() < settings.rtl()) {
      tally.add(Count.RTL);
      Stalls stalls = drawn.index() % 2 == 0 ? Stalls.NONE : Stalls.random(drawn.index());
      none(drawn, engine, judge.patient().attempt(() -> folder.rtl(trial, stalls)));
    }
  }

  private static Optional<Finding> written(Trial trial, BuildFolder folder) throws IOException {
    folder.write(trial);
    return Optional.empty();
  }

  /// Whether nothing is wrong; what is, is kept.
  private boolean none(Drawn drawn, Engine engine, Verdict<Optional<Finding>> verdict) {
    Optional<Finding> finding = Case.wrong(verdict);
    finding.ifPresent(one -> found.add(new Found(drawn, Optional.of(engine), one)));
    return finding.isEmpty();
  }

  Tally tally() {
    return tally;
  }

  Map<String, Steering.Tally> edits() {
    return steering.tallies();
  }

  List<Found> found() {
    return List.copyOf(found);
  }
}
