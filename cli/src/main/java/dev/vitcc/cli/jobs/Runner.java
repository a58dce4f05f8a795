package dev.vitcc.cli.jobs;

import dev.vitcc.testbenches.tools.ToolException;
import java.util.List;

/// Runs jobs that don't depend on one another.
public sealed interface Runner permits LocalProcesses, Slurm {

  /// Runs jobs until each has its result or has failed.
  ///
  /// @param jobs none of which is finished
  /// @throws ToolException if any failed, or whatever runs them did
  /// @throws InterruptedException if this thread was interrupted; results that are there stay
  void run(List<Job> jobs, JobProgress progress) throws InterruptedException;
}
