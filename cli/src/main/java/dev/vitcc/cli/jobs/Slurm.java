package dev.vitcc.cli.jobs;

import dev.vitcc.testbenches.tools.ToolException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// Runs jobs on a cluster that Slurm manages, as arrays of tasks that vitcc submits and follows.
///
/// What was submitted goes on when this process ends; the next one finds it.
///
/// @param pace how often Slurm is asked
public record Slurm(WorkFolder work, VitccProcess vitcc, SlurmTools tools, Pace pace)
    implements Runner {

  /// How often Slurm is asked.
  ///
  /// @param first time between two questions at the beginning; it grows by a half each time
  /// @param last what it grows to
  /// @param silence how many questions in a row may stay without an answer
  record Pace(Duration first, Duration last, int silence) {
    static final Pace KIND = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), 40);

    Pace slower() {
      Duration next = first.multipliedBy(3).dividedBy(2);
      return new Pace(next.compareTo(last) < 0 ? next : last, last, silence);
    }
  }

  /// With the Slurm of this machine.
  ///
  /// @param options words for sbatch
  /// @param atOnce how many tasks of an array may run at a time; absent: what Slurm allows
  /// @throws ToolException if it isn't there
  public static Slurm in(WorkFolder work, List<String> options, OptionalInt atOnce) {
    return new Slurm(work, VitccProcess.current(), SlurmTools.find(options, atOnce), Pace.KIND);
  }

  @Override
  public void run(List<Job> jobs, JobProgress progress) throws InterruptedException {
    SlurmRun run = new SlurmRun(this, jobs, progress);
    Thread farewell = new Thread(run::sayHowToGoOn);
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      run.follow();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(farewell);
      } catch (IllegalStateException e) {
        // The machine is going down, and the hook has done its work.
      }
    }
  }
}
