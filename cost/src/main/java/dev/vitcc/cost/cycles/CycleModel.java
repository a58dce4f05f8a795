package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Program;

/// Predicts the cycles of one frame, from start to done, of a program on its engine.
///
/// Every unit is walked through in the order of its commands, and its times follow from those of
/// the units it waits for (docs/cycles.md). Nothing is drawn at random and nothing is fitted.
public final class CycleModel {
  private CycleModel() {}

  /// The cycles alone.
  ///
  /// @throws IllegalStateException if a command waits for what never comes
  public static long cycles(Program program, MemoryModel memory) {
    return new Frame(program, memory).run();
  }

  /// The cycles and what they go to.
  ///
  /// @throws IllegalStateException if a command waits for what never comes
  public static CycleEstimate estimate(Program program, MemoryModel memory) {
    Frame frame = new Frame(program, memory);
    frame.run();
    return frame.estimate();
  }
}
