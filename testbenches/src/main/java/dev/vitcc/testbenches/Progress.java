package dev.vitcc.testbenches;

/// Hears how far a long piece of work has come; may be called from several threads.
@FunctionalInterface
public interface Progress {
  /// Says nothing to anybody.
  Progress SILENT = (activity, done, total) -> {};

  /// @param activity what is being done, such as "simulating"
  /// @param done how much of it
  /// @param total of how much, or 0 where that is not known
  void at(String activity, long done, long total);
}
