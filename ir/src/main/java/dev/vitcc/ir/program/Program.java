package dev.vitcc.ir.program;

import java.util.List;

/// What the accelerator does for one frame: the second level of the IR.
///
/// @param inputBytes bytes of one image
/// @param outputElements logits of one frame
public record Program(
    String name, Engine engine, int inputBytes, int outputElements, List<Command> commands) {
  public Program {
    commands = List.copyOf(commands);
  }
}
