package dev.vitcc.cli.compile;

import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Program;
import dev.vitcc.passes.assign.AssignGroups.Assigned;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.targets.Board;
import java.util.List;
import java.util.Optional;

/// What the compiler decided: integers, an engine, a program for it, on a board.
///
/// @param source with nothing left open of how many tokens stay
/// @param pruned how that was chosen, if the model leaves it open
/// @param formats of weights and activations, nothing left open
/// @param widths of activations that were tried, if the model leaves a choice
/// @param assigned which groups of rows are narrow, if that was to be chosen
/// @param integer the integer graph: what reference, program and hardware agree on
/// @param flips against tables of functions, if there are lines in their place
/// @param clockMhz that the design is meant to run at
/// @param macs multiplications of the model for one frame, padding not counted
/// @param memory what is behind the ports, for estimate and simulation
/// @param estimate the cycles that a frame is expected to take, if no token is dropped where that
///   depends on the image
/// @param expected what images take, where it does
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Design(
    LoadedModel source,
    Optional<Pruned> pruned,
    FormatPlan formats,
    List<SettleFormats.Width> widths,
    Optional<Assigned> assigned,
    Model integer,
    Optional<Flips> flips,
    Board board,
    double clockMhz,
    Program program,
    byte[] memoryImage,
    long macs,
    MemoryModel memory,
    CycleEstimate estimate,
    Optional<ExpectedTokens> expected) {}
