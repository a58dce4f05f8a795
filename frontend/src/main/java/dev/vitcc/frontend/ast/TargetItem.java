package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;

/// A line of the target clause.
public sealed interface TargetItem {
  SourceLocation location();

  /// The word that opens the line.
  String keyword();

  /// `clock 150 MHz;`.
  record Clock(Quantity frequency, SourceLocation location) implements TargetItem {
    @Override
    public String keyword() {
      return "clock";
    }
  }

  /// A bound on frame rate, latency, utilization or accuracy drop.
  record Limit(Name what, Bound bound, Quantity quantity, SourceLocation location)
      implements TargetItem {
    @Override
    public String keyword() {
      return what.text();
    }
  }

  /// `objective fastest;`.
  record Objective(Choice choice, SourceLocation location) implements TargetItem {
    @Override
    public String keyword() {
      return "objective";
    }
  }

  /// `engine(pm = 1, pk = 64);`.
  record Engine(List<Argument> arguments, SourceLocation location) implements TargetItem {
    public Engine {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String keyword() {
      return "engine";
    }
  }
}
