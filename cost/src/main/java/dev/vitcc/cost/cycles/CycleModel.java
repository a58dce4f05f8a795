package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Selection;
import java.util.List;

/// Predicts the cycles of one frame, from start to done, of a program on its engine.
///
/// Every unit is walked through in the order of its commands, and its times follow from those of
/// the units it waits for (docs/cycles.md). Nothing is drawn at random and nothing is fitted. Where
/// the number of tokens depends on the image and no selections are given, all tokens stay.
public final class CycleModel {
  private CycleModel() {}

  /// The cycles alone.
  ///
  /// @throws IllegalStateException if a command waits for what never comes
  public static long cycles(Program program, MemoryModel memory) {
    return new Frame(program, memory).run();
  }

  /// Cycles that a frame can't do without; a small part of the time that it takes to find the
  /// cycles.
  public static long leastCycles(Program program, MemoryModel memory) {
    return LeastCycles.of(program, memory);
  }

  /// The cycles of a frame in which tokens are selected like this.
  ///
  /// @param selections as many as the program makes
  /// @throws IllegalStateException if a command waits for what never comes
  public static long cycles(Program program, MemoryModel memory, List<Selection> selections) {
    return cycles(BoundProgram.of(program, selections), memory);
  }

  /// The cycles of a frame in which tokens are selected like this, and what they go to.
  ///
  /// @param selections as many as the program makes
  /// @throws IllegalStateException if a command waits for what never comes
  public static CycleEstimate estimate(
      Program program, MemoryModel memory, List<Selection> selections) {
    return estimate(BoundProgram.of(program, selections), memory);
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
