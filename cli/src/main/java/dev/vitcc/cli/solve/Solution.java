package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.assign.AssignGroups.Assigned;
import dev.vitcc.passes.format.FormatPlan;
import java.util.List;
import java.util.Optional;

/// A model of which nothing is left open, and the engine for it.
///
/// @param model with its tokens and the width of its activations settled
/// @param pruned how many tokens stay, where the model leaves that to the compiler
/// @param formats of all rows
/// @param assigned where rows are wide that could be narrow, if the engine has columns for both
/// @param integer graph that reference, program and hardware agree on
/// @param placement of its program
/// @param tried widths of activations, the greatest first; empty if there was one only
/// @param drop of accuracy, where that has a bound
public record Solution(
    LoadedModel model,
    Optional<Pruned> pruned,
    FormatPlan formats,
    Optional<Assigned> assigned,
    Model integer,
    Placement placement,
    List<TriedWidth> tried,
    Optional<AccuracyDrop> drop)
    implements Outcome {
  public Solution {
    tried = List.copyOf(tried);
  }

  public Program program() {
    return placement.program();
  }

  /// Whether it has all tokens that the model leaves to be dropped.
  boolean hasAllTokens() {
    return pruned.flatMap(Pruned::chosen).isEmpty();
  }

  /// The same for what was asked for, and not for what was tried on the way.
  Solution aimedAt(TargetClause target) {
    return new Solution(
        model.aimingAt(target), pruned, formats, assigned, integer, placement, tried, drop);
  }

  Solution with(AccuracyDrop measured) {
    return new Solution(
        model, pruned, formats, assigned, integer, placement, tried, Optional.of(measured));
  }

  Solution with(List<TriedWidth> widths) {
    return new Solution(model, pruned, formats, assigned, integer, placement, widths, drop);
  }
}
