package dev.vitcc.passes.tile;

import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.cost.resources.ResourceModel;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.targets.Board;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Chooses the engine: the fastest that fits the board, or the cheapest that reaches a frame rate.
public final class TileAndUnroll {
  public static final String NAME = "tile-and-unroll";
  public static final String SUMMARY = "choose the engine, and with it the loops of every layer";

  /// Scores of the token unit have 24 bits, 65,536 a head.
  private static final int MOST_JUDGES = 255;

  private static final int DEFAULT_PORTS = 4;
  private static final int DEFAULT_PORT_BITS = 128;

  private final Board board;
  private final double clockMhz;
  private final TargetClause target;
  private final Evaluated evaluated;
  private final Consumer<String> progress;

  /// @param evaluated tables that no engine shall have
  public TileAndUnroll(
      Board board,
      double clockMhz,
      TargetClause target,
      Evaluated evaluated,
      Consumer<String> progress) {
    this.board = board;
    this.clockMhz = clockMhz;
    this.target = target;
    this.evaluated = evaluated;
    this.progress = progress;
  }

  /// @throws CompileException if no engine that the user allows can be built, fits the board, or
  ///   reaches the frame rate
  public EngineChoice run(Model integer) {
    EngineChoice choice = search(integer);
    if (!isFastEnough(choice)) {
      throw tooSlow(choice, "");
    }
    return choice;
  }

  /// The same, but if no engine is fast enough the fastest.
  ///
  /// @throws CompileException if no engine that the user allows can be built or fits the board
  public EngineChoice search(Model integer) {
    return search(integer, goal());
  }

  /// The same for a model whose rows get their formats from the engine: the fewer columns are
  /// narrow, the more accurate it is.
  ///
  /// @throws CompileException if no engine that the user allows can be built or fits the board
  public EngineChoice searchForOpenRows(Model integer) {
    boolean isForAccuracy = target.goal() == TargetClause.Objective.MOST_ACCURATE && isTimed();
    return search(integer, isForAccuracy ? goal().widest() : goal());
  }

  private EngineChoice search(Model integer, Goal goal) {
    Searched searched = searched(integer);
    return searched.search().run(searched.engines(), goal).orElseThrow(() -> noRoom(searched));
  }

  /// The fastest engine, and those that are the cheapest for less: each is asked for a part of the
  /// frames of the one before.
  ///
  /// @param part of the frames, less than 1
  /// @param most engines
  /// @return the fastest first
  /// @throws CompileException if no engine that the user allows can be built or fits the board
  public List<EngineChoice> frontier(Model integer, double part, int most) {
    Searched searched = searched(integer);
    List<EngineChoice> found = searched.search().frontier(searched.engines(), goal(), part, most);
    if (found.isEmpty()) {
      throw noRoom(searched);
    }
    return found;
  }

  /// All engines that could be, and the search for the best of them.
  private record Searched(List<Engine> engines, EngineSearch search) {}

  private Searched searched(Model integer) {
    requireJudges(integer.graph());
    NarrowNeeds narrow = NarrowNeeds.of(integer);
    EngineSpace space =
        new EngineSpace(
            ModelExtents.of(integer.graph()),
            pins(),
            board.memory().ports().orElse(DEFAULT_PORTS),
            board.memory().portBits().orElse(DEFAULT_PORT_BITS),
            narrow);
    List<Engine> engines = space.engines().stream().map(engine -> engine.with(evaluated)).toList();
    if (engines.isEmpty()) {
      throw illegal(space);
    }
    Schedule schedule = new Schedule();
    return new Searched(
        engines,
        new EngineSearch(
            engine -> schedule.run(integer, engine, narrow.rows(engine.formats().narrow())),
            engine -> ResourceModel.of(engine).total(),
            program -> CycleModel.leastCycles(program, memory(program.engine())),
            this::cycles,
            new Macs(macs(integer.graph()), narrow.macs())));
  }

  /// All that a board has.
  public static Resources device(Board board) {
    return Budget.device(board);
  }

  private Goal goal() {
    Budget budget = Budget.of(board, target);
    Goal.Preferred preferred =
        switch (target.goal()) {
          case FASTEST -> Goal.Preferred.FASTEST;
          case SMALLEST -> Goal.Preferred.CHEAPEST;
          case MOST_ACCURATE -> target.isTimed() ? Goal.Preferred.CHEAPEST : Goal.Preferred.FASTEST;
        };
    return new Goal(budget.available(), budget.device(), mostCycles(), preferred);
  }

  /// Tokens are judged by what the engine has for it.
  private static void requireJudges(Graph graph) {
    List<Diagnostic> wrong = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof PruneTokens) {
        unsupported(graph, node)
            .ifPresent(
                what ->
                    wrong.add(
                        Diagnostic.error(
                                PassesCode.NOT_ON_ENGINE,
                                node.location(),
                                "not supported yet: " + what + " in the accelerator")
                            .withHint("vitcc run and vitcc eval compute all")));
      }
    }
    if (!wrong.isEmpty()) {
      throw new CompileException(wrong);
    }
  }

  private static Optional<String> unsupported(Graph graph, Node node) {
    Node scores = graph.operand(node, 1);
    boolean learned = scores.op() instanceof TokenScores;
    int heads = graph.operand(scores, 0).type().dim(learned ? 1 : 0);
    int most = learned ? Engine.MOST_VOTERS : MOST_JUDGES;
    if (heads > most) {
      return Optional.of("tokens that %d heads judge, %d at most".formatted(heads, most));
    }
    if (learned && graph.nodes().stream().anyMatch(n -> n.op() instanceof PiecewiseLinear)) {
      return Optional.of("learned selectors beside functions as lines");
    }
    boolean plain =
        graph.nodes().stream().anyMatch(n -> n.op() instanceof IntegerLinear && isWide(graph, n));
    return learned && plain ? Optional.of("learned selectors without a norm") : Optional.empty();
  }

  /// Whether a layer takes codes of 16 bits.
  private static boolean isWide(Graph graph, Node linear) {
    return graph.operand(linear, 0).type().element() instanceof ElementType.Int element
        && element.bits() > Engine.CODE_BITS;
  }

  /// Whether an engine reaches the frame rate.
  public boolean isFastEnough(EngineChoice choice) {
    return isFastEnough(choice.cycles());
  }

  /// Whether a frame of so many cycles is.
  public boolean isFastEnough(long cycles) {
    return cycles <= mostCycles();
  }

  /// Whether frames have a time to be done in.
  public boolean isTimed() {
    return target.isTimed();
  }

  /// Frames per second of an engine.
  public double framesPerSecond(long cycles) {
    return clockMhz * 1e6 / cycles;
  }

  /// What is behind the ports of an engine.
  public MemoryModel memory(Engine engine) {
    return BoardMemory.of(board, clockMhz, engine);
  }

  /// Cycles that frame rate and latency leave a frame; `Long.MAX_VALUE` without either.
  ///
  /// A frame begins when the one before is done, so that its latency is what it takes.
  public long mostCycles() {
    return Math.min(
        target
            .frameRate()
            .map(fps -> Rates.mostCycles(clockMhz, fps.value()))
            .orElse(Long.MAX_VALUE),
        target
            .latencyMs()
            .map(ms -> Rates.mostCyclesWithin(clockMhz, ms.value()))
            .orElse(Long.MAX_VALUE));
  }

  /// The same board for the fastest engine, whatever time a frame may take.
  public TileAndUnroll fastest() {
    return new TileAndUnroll(board, clockMhz, target.fastest(), evaluated, progress);
  }

  /// Cycles of a frame less those that the frame rate allows: too many, or less than zero if there
  /// are some to spare.
  public long excessCycles(Model integer, Engine engine) {
    Engine fitted = ModelExtents.of(integer.graph()).fitted(engine);
    return cycles(new Schedule().run(integer, fitted)) - mostCycles();
  }

  /// Multiplications of a model for one frame, padding not counted.
  public static long macs(Graph graph) {
    return graph.nodes().stream().mapToLong(node -> macs(graph, node)).sum();
  }

  static long macs(Graph graph, Node node) {
    int length =
        switch (node.op()) {
          case IntegerLinear linear -> graph.operand(node, 0).type().dim(-1);
          case IntegerMatMul product -> graph.operand(node, 0).type().dim(-1);
          default -> 0;
        };
    return node.type().size() * length;
  }

  private long cycles(Program program) {
    Engine engine = program.engine();
    progress.accept(
        "trying %d × %d × %s, %d lanes, %d ports"
            .formatted(
                engine.pm(), engine.pk(), engine.columnsText(), engine.lanes(), engine.ports()));
    return CycleModel.cycles(program, memory(engine));
  }

  private Map<EngineParameter, Integer> pins() {
    Map<EngineParameter, Integer> pins = new EnumMap<>(EngineParameter.class);
    target.engine().forEach((parameter, setting) -> pins.put(parameter, setting.value()));
    return pins;
  }

  private CompileException illegal(EngineSpace space) {
    return new CompileException(
        space.violations().stream()
            .map(text -> Diagnostic.error(PassesCode.ILLEGAL_ENGINE, target.location(), text))
            .toList());
  }

  private CompileException noRoom(Searched searched) {
    Budget budget = Budget.of(board, target);
    Resources least =
        searched.engines().stream()
            .map(engine -> ResourceModel.of(engine).total())
            .min((a, b) -> Double.compare(a.share(budget.available()), b.share(budget.available())))
            .orElseThrow();
    return new CompileException(
        Diagnostic.error(
            PassesCode.NO_ROOM,
            target.board().location(),
            "no engine for this model fits %s: the smallest takes %s"
                .formatted(board.name(), budget.binding(least))));
  }

  /// What to say where none is fast enough.
  ///
  /// @param how the fastest engine was found, such as ` with activations of 4 bits`
  public CompileException tooSlow(EngineChoice fastest, String how) {
    Bound bound = bound();
    return new CompileException(
        Diagnostic.error(
            PassesCode.TOO_SLOW,
            bound.asked().location(),
            String.format(
                Locale.ROOT,
                "%s can't be reached on %s at %s MHz: the fastest engine that fits"
                    + "%s makes %s, and takes %s",
                bound.text(),
                board.name(),
                number(clockMhz),
                how,
                rate(fastest).toPlainString() + (bound.isRate() ? "" : " frames/s"),
                takes(fastest))));
  }

  /// What a frame may take, as it was asked for.
  private record Bound(Setting<Double> asked, boolean isRate) {
    String text() {
      return isRate
          ? number(asked.value()) + " frames/s"
          : "a latency of %s ms, %s frames/s,"
              .formatted(
                  number(asked.value()), number(Rates.up(1000 / asked.value()).doubleValue()));
    }
  }

  /// Of frame rate and latency the one that leaves a frame less time.
  private Bound bound() {
    return target
        .frameRate()
        .filter(fps -> Rates.mostCycles(clockMhz, fps.value()) == mostCycles())
        .map(fps -> new Bound(fps, true))
        .orElseGet(() -> new Bound(target.latencyMs().orElseThrow(), false));
  }

  /// The frame rate of an engine as a number of few digits, rounded down: one that can be asked
  /// for.
  public BigDecimal rate(EngineChoice choice) {
    return Rates.down(clockMhz, choice.cycles());
  }

  /// What an engine takes of the resource that it uses most of, such as `2,240 of 2,394 DSP`.
  public String takes(EngineChoice choice) {
    return Budget.of(board, target).binding(choice.resources());
  }

  /// The greatest share of any resource of the board that an engine takes.
  public double share(EngineChoice choice) {
    return choice.resources().share(Budget.of(board, target).device());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
