package dev.vitcc.cli.compile;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.solve.Pruned;
import dev.vitcc.cli.solve.Solution;
import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.targets.Board;
import java.util.Optional;

/// What the compiler decided: integers, an engine, a program for it, on a board.
///
/// @param asked what the model and the command line ask for, nothing of it chosen yet
/// @param flips against tables of functions, if there are lines in their place
/// @param clockMhz that the design is meant to run at
/// @param macs multiplications of the model for one frame, padding not counted
/// @param memory what is behind the ports, for estimate and simulation
/// @param estimate the cycles that a frame is expected to take, if no token is dropped where that
///   depends on the image
/// @param expected what images take, where it does
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Design(
    CompileRequest asked,
    Solution solution,
    Optional<Flips> flips,
    double clockMhz,
    byte[] memoryImage,
    long macs,
    MemoryModel memory,
    CycleEstimate estimate,
    Optional<ExpectedTokens> expected) {

  /// The model with nothing left open of how many tokens stay.
  public LoadedModel source() {
    return solution.model();
  }

  public Board board() {
    return solution.model().board();
  }

  /// How many tokens stay, if the model leaves it open.
  public Optional<Pruned> pruned() {
    return solution.pruned();
  }

  /// Formats of weights and activations, nothing left open.
  public FormatPlan formats() {
    return solution.formats();
  }

  /// The integer graph: what reference, program and hardware agree on.
  public Model integer() {
    return solution.integer();
  }

  public Program program() {
    return solution.program();
  }
}
