package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.TokenRole;

/// `vitcc_vector_control`: drains results, one row after the other, as soon as all that a row needs
/// is there.
final class VectorUnit {
  private final Units units;
  private final Timing timing;
  private final Ledger ledger;
  private final Engine engine;
  private final int drainColumns;
  private final int[][] exits;
  private final long[] takes;
  private final long[] freed = new long[Timing.OUTPUT_BEATS];
  private long results;
  private int at;
  private long outputs;
  private int group = -1;
  private int slot = -1;
  private int beats;
  private int row;
  private long ready;
  private long first;
  private long last = Times.START;
  private long gapEnd = Times.START;
  private long normHeld = Times.START;

  VectorUnit(Engine engine, Units units, Timing timing, Ledger ledger) {
    this.units = units;
    this.ledger = ledger;
    this.timing = timing;
    this.engine = engine;
    drainColumns = engine.drainColumns();
    takes = new long[engine.resultDepth()];
    exits =
        new int[][] {
          {timing.shortExit(), timing.middleExit(), timing.longExit()},
          {timing.middleExit(), timing.longExit()},
          {timing.longExit()}
        };
  }

  /// The first cycle in which a row may be issued whose result will wait.
  long credit() {
    return results < takes.length ? Times.START : takes[at] + 1;
  }

  /// The cycle in which the last command drained its first row.
  long first() {
    return first;
  }

  /// The last cycle in which anything was drained.
  long last() {
    return last;
  }

  /// Begins the next vector command.
  void begin(VectorGroup command) {
    group++;
    slot++;
    row = 0;
    beats = engine.beats(command.validColumns());
    ready = Math.max(units.vector.begin(group), units.parameters(slot));
    ready = Math.max(ready, Math.max(gapEnd, units.tables.loaded(command.needTables())));
    if (command.needPositions() > 0) {
      ready = Math.max(ready, units.position());
    }
    if (command.destination() == Destination.RESIDUAL && command.lastOfRow()) {
      ready = Math.max(ready, normHeld);
    }
    if (ready == Times.UNKNOWN) {
      throw new IllegalStateException("vector command " + group + " waits for what never comes");
    }
  }

  /// Gathers the rows that stay: first those that the package token is made of, then a pause until
  /// they are added up, then a row a cycle.
  void gather(VectorGroup command, TokenUnit tokens) {
    group++;
    long start = Math.max(units.vector.begin(group), Math.max(gapEnd, tokens.decided()));
    if (command.firstOfRow()) {
      start = Math.max(start, units.progress.latest() - 1);
    }
    if (command.lastOfRow()) {
      start = Math.max(start, normHeld);
    }
    if (start == Times.UNKNOWN) {
      throw new IllegalStateException("vector command " + group + " never comes");
    }
    this.first = start;
    int packed = tokens.packed();
    long from = packed == 0 ? start : start + packed + Timing.PACKAGE;
    int pm = engine.pm();
    int exit = exit(command);
    for (int taken = 0; taken < command.rows(); taken += pm) {
      last = from + Math.min(taken + pm, command.rows()) - 1;
      units.progress.enter(group, taken / pm, last, exits[exit]);
    }
    if (exit == 2) {
      normHeld = last + timing.normHold();
    }
    ledger.add(Counter.DRAIN, packed + command.rows());
    end(command.rows());
  }

  /// Passes over a command that has nothing to drain.
  void leaveOut() {
    group++;
    long start = units.vector.begin(group);
    if (start == Times.UNKNOWN) {
      throw new IllegalStateException("vector command " + group + " never comes");
    }
    units.progress.enter(group, -1, start, exits[0]);
    units.vector.finish(start);
  }

  private void end(int rows) {
    units.vector.finish(last);
    gapEnd = rows < Timing.LEAST_GROUP ? last + 1 + Timing.LEAST_GROUP : Times.START;
  }

  /// Drains the row that was issued in a cycle.
  void drain(VectorGroup command, long issued) {
    long head = Math.max(issued + timing.result(), last + 1);
    long start = Math.max(head, ready);
    if (command.rowScale()) {
      start = Math.max(start, issued + timing.rowScale());
    }
    first = row == 0 ? start : first;
    last = start + beats - 1;
    if (command.destination() == Destination.OUTPUT) {
      output(command, start);
    }
    takes[at] = last;
    at = at + 1 == takes.length ? 0 : at + 1;
    results++;
    ledger.add(Counter.DRAIN, beats);
    ledger.add(Counter.DRAIN_BLOCKED, last - head + 1 - beats);
    finish(command);
  }

  private void finish(VectorGroup command) {
    int exit = exit(command);
    units.progress.enter(group, row, last, exits[exit]);
    if (exit == 2) {
      normHeld = last + timing.normHold();
    }
    if (command.role() == TokenRole.WEIGH) {
      int pm = engine.pm();
      for (int token = row * pm; token < Math.min(row * pm + pm, command.rows()); token++) {
        units.tokens.weigh(token, last);
      }
    }
    row++;
    if (row == units.progress.rows(group)) {
      units.freeParameters(last);
      end(row);
    }
  }

  private static int exit(VectorGroup command) {
    if (!command.lastOfRow()) {
      return 0;
    }
    return switch (command.destination()) {
      case RESIDUAL -> 2;
      case SCORES -> 1;
      case QUERY, KEY, VALUE, ATTENTION, HIDDEN, OUTPUT -> 0;
    };
  }

  /// Beats of logits wait for room, and go to the store unit.
  private void output(VectorGroup command, long start) {
    long next = start;
    for (int i = 0; i < beats; i++) {
      int entry = (int) (outputs % freed.length);
      long beat = outputs < freed.length ? next : Math.max(next, freed[entry]);
      int count = Math.clamp(command.validColumns() - i * drainColumns, 0, drainColumns);
      long seen = beat + timing.output();
      freed[entry] = count == 0 ? seen : units.store.take(seen, count) + 1;
      outputs++;
      next = beat + 1;
    }
    last = next - 1;
  }
}
