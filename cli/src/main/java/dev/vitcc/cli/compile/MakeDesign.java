package dev.vitcc.cli.compile;

import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.PassManager;
import dev.vitcc.passes.manager.PassObserver;
import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.schedule.ChooseEngine;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.targets.Board;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// From a loaded model to a design: passes, engine, program, memory image.
public final class MakeDesign {
  private static final double DEFAULT_CLOCK_MHZ = 150;
  private static final int DEFAULT_PORTS = 4;
  private static final int DEFAULT_PORT_BITS = 128;
  private static final int MEMORY_LATENCY = 50;

  private final PassContext context;
  private final List<PassObserver> observers;
  private final RangeCache cache;

  /// @param cache of the ranges that earlier compiles found
  public MakeDesign(PassContext context, List<PassObserver> observers, RangeCache cache) {
    this.context = context;
    this.observers = List.copyOf(observers);
    this.cache = cache;
  }

  /// @throws CompileException if the model has no place on the engine, or the target is wrong
  public Design run(LoadedModel loaded) {
    TargetClause target = loaded.request().target();
    Board board = loaded.board();
    Model integer = integers(loaded);
    Engine engine =
        new ChooseEngine()
            .choose(
                integer.graph(),
                pins(target.engine()),
                board.memory().ports().orElse(DEFAULT_PORTS),
                board.memory().portBits().orElse(DEFAULT_PORT_BITS));
    check(engine, target);
    Program program = new Schedule().run(integer, engine);
    double clock =
        target.clockMhz().map(Setting::value).orElse(board.clockMhz().orElse(DEFAULT_CLOCK_MHZ));
    MemoryModel memory = memory(board, clock, engine);
    return new Design(
        loaded,
        integer,
        board,
        clock,
        program,
        MemoryImage.of(program, integer.parameters()),
        macs(integer.graph()),
        memory,
        CycleModel.estimate(program, memory));
  }

  /// The memory behind the ports: at most what the board's memory gives, in bytes a cycle.
  private static MemoryModel memory(Board board, double clockMhz, Engine engine) {
    double cyclesPerSecond = clockMhz * 1e6;
    double bytes =
        board.memory().bandwidth().stream()
            .map(gigabytes -> gigabytes * 1e9 / cyclesPerSecond)
            .findFirst()
            .orElse(engine.busBytes());
    return MemoryModel.of(MEMORY_LATENCY, bytes);
  }

  /// The integer graph alone, for the integer reference.
  public Model integers(LoadedModel loaded) {
    List<byte[]> images = loaded.images().calibration();
    PassManager manager =
        new PassManager(
            Pipelines.GIVEN,
            Pipelines.standard(images, loaded.request().calibrate().method(), cache),
            observers);
    return manager.run(loaded.model(), context);
  }

  private static void check(Engine engine, TargetClause target) {
    List<Diagnostic> wrong =
        EngineRules.violations(engine).stream()
            .map(text -> Diagnostic.error(PassesCode.ILLEGAL_ENGINE, target.location(), text))
            .toList();
    if (!wrong.isEmpty()) {
      throw new CompileException(wrong);
    }
  }

  private static ChooseEngine.Pins pins(Map<EngineParameter, Setting<Integer>> engine) {
    return new ChooseEngine.Pins(
        pin(engine, EngineParameter.PM),
        pin(engine, EngineParameter.PK),
        pin(engine, EngineParameter.PN),
        pin(engine, EngineParameter.LANES),
        pin(engine, EngineParameter.AXI),
        pin(engine, EngineParameter.PORTS),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static OptionalInt pin(
      Map<EngineParameter, Setting<Integer>> engine, EngineParameter parameter) {
    Setting<Integer> setting = engine.get(parameter);
    return setting == null ? OptionalInt.empty() : OptionalInt.of(setting.value());
  }

  private static long macs(Graph graph) {
    long macs = 0;
    for (Node node : graph.nodes()) {
      int length =
          switch (node.op()) {
            case IntegerLinear linear -> graph.operand(node, 0).type().dim(-1);
            case IntegerMatMul product -> graph.operand(node, 0).type().dim(-1);
            default -> 0;
          };
      macs += node.type().size() * length;
    }
    return macs;
  }
}
