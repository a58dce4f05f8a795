package dev.vitcc.cli.compile;

import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.PassManager;
import dev.vitcc.passes.manager.PassObserver;
import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.BoardMemory;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Board;
import java.util.List;

/// From a loaded model to a design: passes, engine, program, memory image.
public final class MakeDesign {
  private static final double DEFAULT_CLOCK_MHZ = 150;

  private final PassContext context;
  private final List<PassObserver> observers;
  private final RangeCache cache;

  /// @param cache of the ranges that earlier compiles found
  public MakeDesign(PassContext context, List<PassObserver> observers, RangeCache cache) {
    this.context = context;
    this.observers = List.copyOf(observers);
    this.cache = cache;
  }

  /// @throws CompileException if the model has no place on the engine, or no engine on the board
  public Design run(LoadedModel loaded) {
    TargetClause target = loaded.request().target();
    Board board = loaded.board();
    Model integer = integers(loaded);
    double clock =
        target.clockMhz().map(Setting::value).orElse(board.clockMhz().orElse(DEFAULT_CLOCK_MHZ));
    Program program =
        new TileAndUnroll(board, clock, target, context.progress()).run(integer).program();
    MemoryModel memory = BoardMemory.of(board, clock, program.engine());
    return new Design(
        loaded,
        integer,
        board,
        clock,
        program,
        MemoryImage.of(program, integer.parameters()),
        TileAndUnroll.macs(integer.graph()),
        memory,
        CycleModel.estimate(program, memory));
  }

  /// The integer graph alone, for the integer reference.
  public Model integers(LoadedModel loaded) {
    List<byte[]> images = loaded.images().calibration();
    PassManager manager =
        new PassManager(
            Pipelines.GIVEN,
            Pipelines.standard(
                loaded.formats(), images, loaded.request().calibrate().method(), cache),
            observers);
    return manager.run(loaded.model(), context);
  }
}
