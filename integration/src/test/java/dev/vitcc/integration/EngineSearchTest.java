package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.cost.resources.ResourceModel;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.BoardMemory;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.EngineSpace;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.passes.tile.NarrowNeeds;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The search against all engines of a space, each of them estimated by the models that vitcc uses.
class EngineSearchTest {
  private static final double CLOCK_MHZ = 150;
  private static final double AS_FAST = 1.001;
  private static final double PART = 0.8;

  /// A model on a board, with what makes the space small enough to look at all of it.
  record Trial(long seed, String board, Map<EngineParameter, Integer> pins) {}

  static List<Trial> trials() {
    return List.of(
        new Trial(1, "zcu102", Map.of(EngineParameter.PM, 1, EngineParameter.PORTS, 1)),
        new Trial(2, "ultra96", Map.of(EngineParameter.PORTS, 1)),
        new Trial(3, "pynq_z2", Map.of(EngineParameter.PK, 16)),
        new Trial(4, "zcu102", Map.of(EngineParameter.PN, 32)));
  }

  /// @param share the greatest of any resource of the board
  record Known(Engine engine, long cycles, long leastCycles, double share) {}

  @ParameterizedTest
  @MethodSource("trials")
  void noEngineIsBetter(Trial trial) {
    Board board = Boards.find(trial.board(), SourceLocation.NONE);
    Model integer = Sample.of(trial.seed(), VitLimits.SMALL).integer();
    List<Known> all = all(integer, board, trial.pins());
    assertThat(all.size()).isGreaterThan(10);
    assertThat(all).allMatch(known -> known.leastCycles() <= known.cycles());

    EngineChoice fastest = tiling(board, trial, Optional.empty()).search(integer);
    long least = all.stream().mapToLong(Known::cycles).min().orElseThrow();
    assertThat((double) fastest.cycles()).isBetween((double) least, least * AS_FAST);

    Resources device = TileAndUnroll.device(board);
    for (double part : new double[] {1, 0.7, 0.3, 0.1}) {
      long most = (long) (least / part);
      double rate = CLOCK_MHZ * 1e6 / most;
      EngineChoice choice = tiling(board, trial, Optional.of(rate)).search(integer);
      long bound = (long) (CLOCK_MHZ * 1e6 / rate);
      assertThat(choice.cycles()).isLessThanOrEqualTo(bound);
      assertThat(choice.resources().share(device))
          .isEqualTo(leastShare(all.stream().filter(known -> known.cycles() <= bound)));
    }
    requireFrontier(tiling(board, trial, Optional.empty()).frontier(integer, PART, 6), all, device);
  }

  private static void requireFrontier(List<EngineChoice> found, List<Known> all, Resources device) {
    assertThat(found).hasSizeGreaterThan(1);
    for (int i = 1; i < found.size(); i++) {
      long most = (long) (found.get(i - 1).cycles() / PART);
      double before = found.get(i - 1).resources().share(device);
      double share = found.get(i).resources().share(device);
      assertThat(share).isLessThan(before);
      List<Known> within = all.stream().filter(known -> known.cycles() <= most).toList();
      double best = leastShare(within.stream());
      assertThat(share).isEqualTo(best < before ? best : share);
      assertThat(within.stream().filter(known -> known.share() < share)).isEmpty();
    }
  }

  private static double leastShare(Stream<Known> engines) {
    return engines.mapToDouble(Known::share).min().orElseThrow();
  }

  private static List<Known> all(Model integer, Board board, Map<EngineParameter, Integer> pins) {
    int ports = board.memory().ports().orElse(4);
    int bits = board.memory().portBits().orElse(128);
    Resources device = TileAndUnroll.device(board);
    NarrowNeeds narrow = NarrowNeeds.of(integer);
    EngineSpace space =
        new EngineSpace(ModelExtents.of(integer.graph()), pins, ports, bits, narrow);
    return space.engines().parallelStream()
        .map(engine -> known(integer, board, engine, device))
        .filter(known -> fits(known.engine(), device))
        .toList();
  }

  private static Known known(Model integer, Board board, Engine engine, Resources device) {
    Program program = new Schedule().run(integer, engine);
    MemoryModel memory = BoardMemory.of(board, CLOCK_MHZ, engine);
    return new Known(
        engine,
        CycleModel.cycles(program, memory),
        CycleModel.leastCycles(program, memory),
        ResourceModel.of(engine).total().share(device));
  }

  /// What is left of a board without `utilization`: docs/search.md.
  private static boolean fits(Engine engine, Resources device) {
    Resources taken = ResourceModel.of(engine).total();
    return taken.lut() <= 0.85 * device.lut()
        && taken.ff() <= 0.85 * device.ff()
        && taken.dsp() <= 0.95 * device.dsp()
        && taken.bram36() <= 0.85 * device.bram36();
  }

  private static TileAndUnroll tiling(Board board, Trial trial, Optional<Double> rate) {
    Map<EngineParameter, Setting<Integer>> pins = new EnumMap<>(EngineParameter.class);
    trial.pins().forEach((parameter, value) -> pins.put(parameter, setting(value)));
    TargetClause target =
        new TargetClause(
            setting(new TargetClause.Known(board.name())),
            Optional.empty(),
            rate.map(EngineSearchTest::setting),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            pins,
            SourceLocation.NONE);
    return new TileAndUnroll(board, CLOCK_MHZ, target, Evaluated.NONE, progress -> {});
  }

  private static <T> Setting<T> setting(T value) {
    return new Setting<>(value, SourceLocation.NONE);
  }
}
