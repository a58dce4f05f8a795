package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.format.FormatPlan;
import java.util.Optional;

/// An integer graph, and what of its model it was made with.
public record MadeGraph(FormatPlan formats, Optional<PruneClause> pruning, Model integer) {
  /// Whether it is that of a model in these formats.
  public boolean isOf(LoadedModel model, FormatPlan plan) {
    return plan.equals(formats) && model.request().prune().equals(pruning);
  }
}
