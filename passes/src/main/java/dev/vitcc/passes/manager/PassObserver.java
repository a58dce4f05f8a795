package dev.vitcc.passes.manager;

import dev.vitcc.ir.Model;

/// Watches passes run; what it does with what it sees changes no model.
public interface PassObserver {
  /// Before the first pass.
  default void started(Model model) {}

  /// Before a pass; `index` counts from 1.
  default void before(int index, int count, Pass pass) {}

  /// After a pass, once what it gave has been found in order.
  default void after(PassRun run) {}

  /// After a pass whose model was found wrong, so that it can be looked at before the exception.
  default void failed(PassRun run) {}
}
