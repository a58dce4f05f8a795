package dev.vitcc.reference.program;

import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.reference.program.WordStream.Fields;

/// Shortens commands to the tokens that are left: no more rows, no more keys, no groups of keys
/// beyond them.
final class TokenBound {
  private final Engine engine;
  private int tokens = Integer.MAX_VALUE;

  TokenBound(Engine engine) {
    this.engine = engine;
  }

  void set(int left) {
    ProgramInterpreter.require(left <= tokens, "tokens became more");
    tokens = left;
  }

  Fields select(Fields command) {
    return least(command, "tokens", tokens);
  }

  Fields matrix(Fields command) {
    Fields bounded = least(least(command, "rows", tokens), "keys", tokens);
    boolean values = command.get("stationary") == StationarySource.VALUES.ordinal();
    int most = tokens == Integer.MAX_VALUE ? tokens : Engine.ceilDiv(tokens, engine.pk());
    return values ? least(bounded, "tiles", most) : bounded;
  }

  /// A vector command; without rows if it is left out.
  Fields vector(Fields command) {
    Fields bounded = least(command, "rows", tokens);
    if (command.get("destination") != Destination.SCORES.ordinal()) {
      return bounded;
    }
    int left = tokens - command.get("column");
    if (left <= 0) {
      return bounded.with("rows", 0);
    }
    boolean first = command.get("first_of_row") == 1 || left <= command.get("valid_columns");
    return least(bounded, "valid_columns", left).with("first_of_row", first ? 1 : 0);
  }

  private static Fields least(Fields command, String field, int most) {
    return command.get(field) <= most ? command : command.with(field, most);
  }
}
