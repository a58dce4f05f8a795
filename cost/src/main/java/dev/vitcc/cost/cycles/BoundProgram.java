package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.BoundTokens;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.SelectTokens;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Selection;
import dev.vitcc.ir.program.StationarySource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// `vitcc_bound`: a program as the units see it in a frame whose selections are known.
///
/// Commands that are left out have no rows.
final class BoundProgram {
  private final Engine engine;
  private final Iterator<Selection> selections;
  private final List<Command> commands = new ArrayList<>();
  private int tokens = Integer.MAX_VALUE;
  private int next = Integer.MAX_VALUE;
  private boolean leftOut;

  private BoundProgram(Engine engine, List<Selection> selections) {
    this.engine = engine;
    this.selections = selections.iterator();
  }

  /// @throws IllegalArgumentException if there are not as many selections as the program makes
  static Program of(Program program, List<Selection> selections) {
    BoundProgram bound = new BoundProgram(program.engine(), selections);
    program.commands().forEach(command -> bound.commands.add(bound.shortened(command)));
    if (bound.selections.hasNext()) {
      throw new IllegalArgumentException("more selections than the program makes");
    }
    return new Program(
        program.name(),
        program.engine(),
        program.inputBytes(),
        program.outputElements(),
        bound.commands);
  }

  private Command shortened(Command command) {
    return switch (command) {
      case SelectTokens select -> select(select);
      case BoundTokens bound -> {
        tokens = next;
        yield bound;
      }
      case MatrixGroup group -> matrix(group);
      case VectorGroup group -> vector(group);
      default -> command;
    };
  }

  private SelectTokens select(SelectTokens select) {
    if (!selections.hasNext()) {
      throw new IllegalArgumentException("fewer selections than the program makes");
    }
    Selection selection = selections.next();
    next = selection.kept() + (select.packaged() && selection.dropped() > 0 ? 1 : 0);
    return new SelectTokens(
        select.layer(),
        Math.min(select.tokens(), tokens),
        select.heads(),
        select.learned(),
        select.leading(),
        selection.kept() - select.leading(),
        select.threshold(),
        select.share(),
        select.searches(),
        select.factor(),
        select.packaged());
  }

  private MatrixGroup matrix(MatrixGroup group) {
    boolean values = group.stationary() == StationarySource.VALUES;
    int most = tokens == Integer.MAX_VALUE ? tokens : Engine.ceilDiv(tokens, engine.pk());
    return group.with(
        leftOut ? 0 : Math.min(group.rows(), tokens),
        values ? Math.min(group.tiles(), most) : group.tiles(),
        Math.min(group.keys(), tokens));
  }

  private VectorGroup vector(VectorGroup group) {
    int left = tokens - group.column();
    boolean scores = group.destination() == Destination.SCORES;
    leftOut = scores && left <= 0;
    // Rows that are gathered are as many as are left by then.
    int rows = Math.min(group.rows(), group.gathers() ? next : tokens);
    if (leftOut) {
      return group.with(0, group.validColumns());
    }
    return group.with(rows, scores ? Math.min(group.validColumns(), left) : group.validColumns());
  }
}
