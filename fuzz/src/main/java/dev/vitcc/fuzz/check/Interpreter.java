package dev.vitcc.fuzz.check;

import dev.vitcc.reference.program.ProgramInterpreter;

/// Runs a program from its memory image; a test has one with a fault.
@FunctionalInterface
public interface Interpreter {
  /// vitcc's own.
  Interpreter OURS =
      (trial, image, observer) ->
          new ProgramInterpreter(trial.engine(), trial.memoryImage()).run(image, observer);

  /// The logits of an image; everything that is stored goes to the observer.
  int[] run(Trial trial, byte[] image, ProgramInterpreter.Observer observer);
}
