package dev.vitcc.cli.jobs;

import dev.vitcc.cli.jobs.Slurm.Pace;
import dev.vitcc.cli.jobs.SlurmTools.Task;
import dev.vitcc.testbenches.tools.ToolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Follows jobs on Slurm until each has its result or was given up.
///
/// A job is over when its result is there, whatever Slurm says of it. One without a result is left
/// alone while Slurm knows a task of it, and is submitted again otherwise.
final class SlurmRun {
  private static final int SUBMISSIONS = 3;

  private final Slurm slurm;
  private final JobProgress progress;
  private final int count;
  private final Map<String, Job> left = new LinkedHashMap<>();
  private final List<SlurmArray> arrays = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> submissions = new LinkedHashMap<>();
  private final Set<String> missed = new LinkedHashSet<>();
  private final Set<String> held = new LinkedHashSet<>();
  private final FailedJobs failed = new FailedJobs();

  SlurmRun(Slurm slurm, List<Job> jobs, JobProgress progress) {
    this.slurm = slurm;
    this.progress = progress;
    count = jobs.size();
    jobs.forEach(job -> left.put(job.name(), job));
    SlurmArray.in(slurm.work()).stream()
        .filter(array -> array.jobs().stream().anyMatch(left::containsKey))
        .forEach(arrays::add);
  }

  /// @throws ToolException if Slurm refuses jobs, doesn't answer for long, or jobs failed
  void follow() throws InterruptedException {
    Map<String, Task> known = ask();
    if (!known.isEmpty()) {
      progress.note("%d jobs are in Slurm's queue already".formatted(known.size()));
      known.keySet().forEach(name -> submissions.put(name, 1));
    }
    settle(known);
    for (Pace pace = slurm.pace(); !left.isEmpty(); pace = pace.slower()) {
      Thread.sleep(pace.first());
      settle(ask());
    }
    failed.throwIfAny(count);
  }

  /// The tasks that are not over, by their jobs' names. A controller that is started anew stays
  /// silent for a while.
  private Map<String, Task> ask() throws InterruptedException {
    for (int silent = 0; ; silent++) {
      try {
        return known();
      } catch (ToolException e) {
        if (silent >= slurm.pace().silence()) {
          throw e;
        }
        if (silent == 0) {
          progress.note("Slurm doesn't answer; asking again for a while. " + e.getMessage());
        }
        Thread.sleep(slurm.pace().last());
      }
    }
  }

  private Map<String, Task> known() throws InterruptedException {
    Map<String, SlurmArray> asked = new LinkedHashMap<>();
    arrays.stream()
        .filter(array -> array.jobs().stream().anyMatch(left::containsKey))
        .forEach(array -> asked.put(array.name(), array));
    Map<String, Task> known = new LinkedHashMap<>();
    if (!asked.isEmpty()) {
      for (Task task : slurm.tools().tasks(List.copyOf(asked.keySet()))) {
        SlurmArray array = asked.get(task.array());
        if (array != null && task.index() < array.jobs().size()) {
          known.put(array.jobs().get(task.index()), task);
        }
      }
    }
    known.keySet().retainAll(left.keySet());
    return known;
  }

  /// Sees which jobs have ended since Slurm was asked, and submits those that it has lost.
  private void settle(Map<String, Task> known) throws InterruptedException {
    List<Job> again = new ArrayList<>();
    for (Job job : List.copyOf(left.values())) {
      int before = submissions.getOrDefault(job.name(), 0);
      if (job.isFinished()) {
        left.remove(job.name());
        progress.finished();
      } else if (known.containsKey(job.name())) {
        missed.remove(job.name());
      } else if (before == 0) {
        again.add(job);
      } else if (missed.add(job.name())) {
        continue; // the result may be on its way through a shared file system
      } else if (before < SUBMISSIONS) {
        again.add(job);
      } else {
        left.remove(job.name());
        failed.add(job, "left no result, submitted " + before + " times", lastLog(job));
      }
    }
    for (int i = 0; i < again.size(); i += SlurmArray.MOST) {
      submit(again.subList(i, Math.min(again.size(), i + SlurmArray.MOST)));
    }
    show(known);
  }

  private void submit(List<Job> jobs) throws InterruptedException {
    SlurmArray array = SlurmArray.create(slurm.work(), jobs, slurm.vitcc());
    String id = slurm.tools().submit(array, jobs.size());
    array.submitted(id);
    arrays.add(array);
    boolean first = jobs.stream().noneMatch(job -> submissions.containsKey(job.name()));
    for (Job job : jobs) {
      submissions.merge(job.name(), 1, Integer::sum);
      missed.remove(job.name());
    }
    progress.note(
        "submitted %d jobs%s to Slurm: array %s"
            .formatted(jobs.size(), first ? "" : ", which ended without a result, again", id));
  }

  private void show(Map<String, Task> known) {
    for (Task task : known.values()) {
      if (task.isHeld() && held.add(task.id())) {
        progress.note(
            "Slurm holds task %s (%s); `scontrol release %s` lets it go"
                .formatted(task.id(), task.reason(), task.id()));
      }
    }
    long waiting = known.values().stream().filter(Task::waits).count();
    progress.show("%d run, %d wait".formatted(known.size() - waiting, waiting));
  }

  private Path lastLog(Job job) {
    return arrays.stream()
        .filter(array -> array.jobs().contains(job.name()))
        .reduce((earlier, later) -> later)
        .map(array -> array.log(array.jobs().indexOf(job.name())))
        .orElseGet(() -> slurm.work().log(job));
  }

  /// For a user who stops this process.
  void sayHowToGoOn() {
    String names = arrays.stream().map(SlurmArray::name).collect(Collectors.joining(","));
    progress.note(
        "the jobs go on: the same command finds them, `scancel --name=%s` ends them"
            .formatted(names));
  }
}
