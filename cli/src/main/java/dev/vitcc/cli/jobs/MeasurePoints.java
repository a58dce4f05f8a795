package dev.vitcc.cli.jobs;

import dev.vitcc.cli.console.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Measures design points in jobs, and merges what they find.
public final class MeasurePoints {
  private final WorkFolder work;
  private final Runner runner;
  private final Console console;

  public MeasurePoints(WorkFolder work, Runner runner, Console console) {
    this.work = work;
    this.runner = runner;
    this.console = console;
  }

  /// @param split how many jobs each point becomes; absent: jobs of at most a thousand images
  /// @return what was measured of each point, by its model
  /// @throws dev.vitcc.testbenches.tools.ToolException if jobs failed; what is finished stays
  public Map<String, Measurement> run(List<DesignPoint> points, OptionalInt split)
      throws InterruptedException {
    Map<String, List<Job>> byModel = new LinkedHashMap<>();
    Map<String, Job> jobs = new LinkedHashMap<>();
    for (DesignPoint point : points) {
      List<Job> parts = point.jobs(work, split.orElse(point.usualParts()));
      byModel.put(point.model(), parts);
      parts.forEach(job -> jobs.put(job.name(), job));
    }
    runUnfinished(List.copyOf(jobs.values()));
    Map<String, Measurement> merged = new LinkedHashMap<>();
    byModel.forEach((model, parts) -> merged.put(model, merged(parts)));
    return merged;
  }

  private void runUnfinished(List<Job> jobs) throws InterruptedException {
    List<Job> unfinished = new ArrayList<>(jobs);
    unfinished.removeIf(Job::isFinished);
    int before = jobs.size() - unfinished.size();
    if (before > 0) {
      console.note("%d of %d jobs were finished before".formatted(before, jobs.size()));
    }
    if (!unfinished.isEmpty()) {
      runner.run(unfinished, new JobProgress(console, jobs.size(), before));
    }
  }

  private static Measurement merged(List<Job> parts) {
    return parts.stream()
        .map(job -> Measurement.read(job.result()).orElseThrow())
        .reduce(Measurement::plus)
        .orElseThrow();
  }
}
