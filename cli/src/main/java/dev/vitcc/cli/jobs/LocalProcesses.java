package dev.vitcc.cli.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs jobs in processes of this machine, some at a time; they end with the vitcc that started
/// them.
public final class LocalProcesses implements Runner {
  private static final int ATTEMPTS = 2;
  private static final int PERCENT_OF_MEMORY = 70;

  private final WorkFolder work;
  private final VitccProcess vitcc;
  private final int most;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /// @param most how many processes at a time
  LocalProcesses(WorkFolder work, VitccProcess vitcc, int most) {
    this.work = work;
    this.vitcc = vitcc;
    this.most = most;
  }

  /// With as many processes as there are processors, or as many as are asked for.
  public static LocalProcesses in(WorkFolder work, OptionalInt atOnce) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new LocalProcesses(work, VitccProcess.current(), atOnce.orElse(processors));
  }

  @Override
  public void run(List<Job> jobs, JobProgress progress) throws InterruptedException {
    Thread guard = new Thread(this::stop);
    Runtime.getRuntime().addShutdownHook(guard);
    FailedJobs failed = new FailedJobs();
    int atOnce = Math.clamp(jobs.size(), 1, most);
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Optional<Void>>> futures = new ArrayList<>();
      for (Job job : jobs) {
        Callable<Optional<Void>> task =
            () -> {
              settle(job, atOnce, failed, progress);
              return Optional.empty();
            };
        futures.add(workers.submit(task));
      }
      progress.show("");
      await(futures, workers);
    } finally {
      removeGuard(guard);
    }
    if (stopping) {
      throw new InterruptedException("vitcc is asked to stop");
    }
    failed.throwIfAny(jobs.size());
  }

  private static void await(List<Future<Optional<Void>>> futures, ExecutorService workers)
      throws InterruptedException {
    try {
      for (Future<Optional<Void>> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      workers.shutdownNow();
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      workers.shutdownNow();
      throw e;
    }
  }

  private void settle(Job job, int atOnce, FailedJobs failed, JobProgress progress)
      throws InterruptedException {
    String how = "was not started";
    for (int attempt = 1; attempt <= ATTEMPTS && !stopping; attempt++) {
      int code = start(job, atOnce);
      if (job.isFinished()) {
        progress.finished();
        return;
      }
      how = "failed with exit code %d, %d times".formatted(code, attempt);
    }
    if (!stopping) {
      failed.add(job, how, work.log(job));
    }
  }

  /// Runs a job once.
  ///
  /// @return its exit code
  private int start(Job job, int atOnce) throws InterruptedException {
    Process process = process(job, atOnce);
    running.add(process);
    try {
      if (stopping) {
        process.destroy();
      }
      return process.waitFor();
    } finally {
      process.destroy();
      running.remove(process);
    }
  }

  private Process process(Job job, int atOnce) {
    Path log = work.log(job);
    try {
      return new ProcessBuilder(vitcc.command(share(atOnce), job.words()))
          .directory(work.root().toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw WorkFolder.unwritable(log, e);
    }
  }

  /// Each process gets its part of the machine: a reference computes on all processors it sees.
  private static List<String> share(int atOnce) {
    int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / atOnce);
    return List.of(
        "-XX:ActiveProcessorCount=" + processors,
        "-XX:MaxRAMPercentage=" + (double) PERCENT_OF_MEMORY / atOnce);
  }

  private void stop() {
    stopping = true;
    running.forEach(Process::destroy);
  }

  private static void removeGuard(Thread guard) {
    try {
      Runtime.getRuntime().removeShutdownHook(guard);
    } catch (IllegalStateException e) {
      // The machine is going down, and the guard has done its work.
    }
  }
}
