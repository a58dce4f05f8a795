package dev.vitcc.passes.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.passes.schedule.HiddenTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The pruned search finds what looking at every engine finds, with costs that are simple enough to
/// know the answer.
class EngineSearchTest {
  private static final int ROWS = 50;
  private static final int DEPTH = 96;
  private static final int COLUMNS = 192;
  private static final long MACS = (long) ROWS * DEPTH * COLUMNS;
  private static final ModelExtents EXTENTS =
      new ModelExtents(
          ROWS,
          192,
          3,
          64,
          1,
          HiddenTensors.of(192),
          24,
          0,
          0,
          false,
          Lines.NONE,
          Exponential.EXACT,
          Pruning.NONE);
  private static final List<Engine> ENGINES = space(Map.of()).engines();
  private static final Resources DEVICE = new Resources(1000, 1e9, 1e9, 1e9, 1e9);

  private int estimates;

  @Test
  void theSpaceHoldsLegalEnginesOfEveryKind() {
    assertThat(ENGINES)
        .hasSizeGreaterThan(1000)
        .allSatisfy(engine -> assertThat(EngineRules.violations(engine)).isEmpty());
    assertThat(ENGINES).extracting(Engine::pm).contains(1, 2, 4);
    assertThat(ENGINES).extracting(Engine::ports).contains(1, 2, 4);
    assertThat(space(Map.of(EngineParameter.PK, 24, EngineParameter.LANES, 8)).engines())
        .isNotEmpty()
        .allMatch(engine -> engine.pk() == 24 && engine.lanes() == 8);
  }

  @Test
  void saysWhatIsWrongWithPinsThatNoEngineHas() {
    EngineSpace space = space(Map.of(EngineParameter.PK, 24, EngineParameter.PN, 16));
    assertThat(space.engines()).isEmpty();
    assertThat(space.violations())
        .containsExactly("engine: pk = 24 and pn = 16: one must divide the other");

    EngineSpace narrow = space(Map.of(EngineParameter.NARROW, 16));
    assertThat(narrow.engines()).isEmpty();
    assertThat(narrow.violations()).singleElement().asString().contains("no rows of the weights");
  }

  @Test
  void takesRowsOneByOneWhereTheSecondTokenIsSelected() {
    ModelExtents distilled =
        new ModelExtents(
            ROWS,
            192,
            3,
            64,
            1,
            HiddenTensors.of(192),
            24,
            1,
            0,
            false,
            Lines.NONE,
            Exponential.EXACT,
            Pruning.NONE);
    assertThat(new EngineSpace(distilled, Map.of(), 4, 128, NarrowNeeds.none()).engines())
        .isNotEmpty()
        .allMatch(engine -> engine.pm() == 1);
    Map<EngineParameter, Integer> pins = Map.of(EngineParameter.PM, 2);
    EngineSpace pinned = new EngineSpace(distilled, pins, 4, 128, NarrowNeeds.none());
    assertThat(pinned.engines()).isEmpty();
    assertThat(pinned.violations()).hasSize(1).allMatch(text -> text.contains("expected 1"));
  }

  @Test
  void findsTheFastestThatFits() {
    for (int luts : new int[] {60, 100, 300, 900}) {
      Goal goal = goal(luts, Long.MAX_VALUE);
      EngineChoice choice = search().run(ENGINES, goal).orElseThrow();
      long fastest = fitting(luts).stream().mapToLong(EngineSearchTest::cycles).min().orElseThrow();
      assertThat(choice.cycles()).isBetween(fastest, (long) (fastest * 1.001));
      assertThat(choice.resources().lut()).isLessThanOrEqualTo(luts);
      assertThat(estimates).isLessThan(fitting(luts).size() / 10);
    }
  }

  @Test
  void findsTheCheapestThatIsFastEnough() {
    for (long mostCycles : new long[] {400, 1000, 5000, 20000}) {
      EngineChoice choice = search().run(ENGINES, goal(900, mostCycles)).orElseThrow();
      double least =
          fitting(900).stream()
              .filter(engine -> cycles(engine) <= mostCycles)
              .map(EngineSearchTest::luts)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      assertThat(choice.cycles()).isLessThanOrEqualTo(mostCycles);
      assertThat(choice.resources().lut()).isEqualTo(least);
    }
  }

  @Test
  void takesNarrowColumnsOnlyAsFarAsTheyAreNeeded() {
    List<Engine> engines = new ArrayList<>(ENGINES);
    ENGINES.forEach(engine -> engines.addAll(partlyNarrow(engine)));
    Macs allNarrow = new Macs(MACS, MACS);
    List<Double> shares = new ArrayList<>();
    for (int luts : new int[] {60, 100, 300, 900}) {
      List<Engine> fitting = engines.stream().filter(engine -> luts(engine) <= luts).toList();
      long fastest = fitting.stream().mapToLong(EngineSearchTest::cycles).min().orElseThrow();
      for (long mostCycles : new long[] {fastest, 2 * fastest, 8 * fastest}) {
        Goal goal = goal(luts, mostCycles).widest();
        Engine chosen = search(allNarrow).run(engines, goal).orElseThrow().program().engine();
        Engine expected =
            fitting.stream()
                .filter(engine -> cycles(engine) <= mostCycles)
                .min(
                    Comparator.comparingDouble(EngineSearchTest::narrowShare)
                        .thenComparingDouble(EngineSearchTest::luts))
                .orElseThrow();
        assertThat(narrowShare(chosen)).isEqualTo(narrowShare(expected));
        assertThat(luts(chosen)).isEqualTo(luts(expected));
        shares.add(narrowShare(chosen));
      }
    }
    assertThat(shares).contains(0.0).anyMatch(share -> share > 0);
  }

  private static List<Engine> partlyNarrow(Engine engine) {
    return IntStream.of(16, 32, 64)
        .filter(columns -> columns + 8 <= engine.pn())
        .mapToObj(columns -> engine.with(Formats.narrow(columns, NarrowFormat.BINARY, 8)))
        .toList();
  }

  private static double narrowShare(Engine engine) {
    return (double) engine.formats().narrowColumns() / engine.pn();
  }

  @Test
  void givesTheFastestWhereNoneIsFastEnoughAndNothingWhereNoneFits() {
    EngineChoice fastest = search().run(ENGINES, goal(300, Long.MAX_VALUE)).orElseThrow();
    Optional<EngineChoice> tooSlow = search().run(ENGINES, goal(300, 10));
    assertThat(tooSlow.orElseThrow().program().engine()).isEqualTo(fastest.program().engine());
    assertThat(search().run(ENGINES, goal(1, Long.MAX_VALUE))).isEmpty();
  }

  private static EngineSpace space(Map<EngineParameter, Integer> pins) {
    return new EngineSpace(EXTENTS, pins, 4, 128, NarrowNeeds.none());
  }

  private EngineSearch search() {
    return search(new Macs(MACS, 0));
  }

  private EngineSearch search(Macs macs) {
    estimates = 0;
    ToLongFunction<Program> counted =
        program -> {
          estimates++;
          return cycles(program.engine());
        };
    return new EngineSearch(
        EngineSearchTest::program, EngineSearchTest::taken, program -> 0, counted, macs);
  }

  private static Goal goal(int luts, long mostCycles) {
    Resources available = new Resources(luts, 1e9, 1e9, 1e9, 1e9);
    return new Goal(
        available,
        DEVICE,
        mostCycles,
        mostCycles == Long.MAX_VALUE ? Goal.Preferred.FASTEST : Goal.Preferred.CHEAPEST);
  }

  private static List<Engine> fitting(int luts) {
    List<Engine> fitting = new ArrayList<>(ENGINES);
    fitting.removeIf(engine -> luts(engine) > luts);
    return fitting;
  }

  private static Resources taken(Engine engine) {
    return new Resources(luts(engine), 0, 0, 0, 0);
  }

  /// Narrow columns take half of what others do.
  private static double luts(Engine engine) {
    double columns = engine.pn() - engine.formats().narrowColumns() / 2.;
    return engine.pm() * engine.pk() * columns / 8 + engine.lanes() / 2. + engine.ports();
  }

  /// Rows, and what too few lanes or ports make them wait.
  private static long cycles(Engine engine) {
    long rows = rows(engine);
    long drained = rows / 2 * (engine.pn() / engine.drainColumns());
    long loaded = (long) DEPTH * COLUMNS / engine.busBytes();
    return Math.max(Math.max(rows, drained), loaded);
  }

  private static long rows(Engine engine) {
    return (long) Engine.ceilDiv(ROWS, engine.pm())
        * Engine.ceilDiv(DEPTH, engine.pk())
        * Engine.ceilDiv(COLUMNS, engine.pn());
  }

  private static Program program(Engine engine) {
    Command matrix =
        new Command.MatrixGroup(
            "layer",
            ROWS,
            0,
            Engine.ceilDiv(DEPTH, engine.pk()) * Engine.ceilDiv(COLUMNS, engine.pn()),
            StreamSource.RESIDUAL,
            0,
            StationarySource.WEIGHTS,
            0,
            0,
            0,
            0,
            0,
            true,
            true,
            -1,
            -1,
            0,
            0,
            8,
            0,
            0);
    Command vector =
        new Command.VectorGroup(
            new TensorSlice("layer", 0, 0, 8),
            1,
            0,
            Destination.OUTPUT,
            0,
            8,
            false,
            false,
            false,
            0,
            0,
            LayerNormConstants.NONE,
            8);
    return new Program("model", engine, 1, 1, List.of(vector, matrix));
  }
}
