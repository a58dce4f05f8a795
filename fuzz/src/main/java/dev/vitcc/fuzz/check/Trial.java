package dev.vitcc.fuzz.check;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.schedule.Schedule;
import java.util.List;

/// A model on an engine: its program and memory image.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Trial(Compiled model, Program program, byte[] memoryImage) {
  /// @throws dev.vitcc.ir.diagnostic.CompileException if a layer has no place on the engine
  public static Trial of(Compiled model, Engine engine) {
    Program program = new Schedule().run(model.integer(), engine);
    return new Trial(model, program, MemoryImage.of(program, model.integer().parameters()));
  }

  public Engine engine() {
    return program.engine();
  }

  /// What stores, in the order in which it does.
  List<VectorGroup> groups() {
    return program.commands().stream()
        .filter(Command.VectorGroup.class::isInstance)
        .map(Command.VectorGroup.class::cast)
        .toList();
  }
}
