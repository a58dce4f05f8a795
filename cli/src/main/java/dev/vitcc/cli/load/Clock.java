package dev.vitcc.cli.load;

import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.targets.Board;

/// The clock of a design: the model's, or else the board's, or else one that most boards reach.
public final class Clock {
  private static final double DEFAULT_MHZ = 150;

  private Clock() {}

  public static double mhz(TargetClause target, Board board) {
    return target.clockMhz().map(Setting::value).orElse(board.clockMhz().orElse(DEFAULT_MHZ));
  }
}
