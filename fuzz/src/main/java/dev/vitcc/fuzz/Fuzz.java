package dev.vitcc.fuzz;

import dev.vitcc.fuzz.Group.Found;
import dev.vitcc.fuzz.check.BuildFolder;
import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.draw.Draft;
import dev.vitcc.fuzz.draw.Steering;
import dev.vitcc.fuzz.shrink.Case;
import dev.vitcc.fuzz.shrink.CaseFile;
import dev.vitcc.fuzz.shrink.Shrink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// Draws models and sends each through all implementations; what differs is shrunk and saved.
public final class Fuzz {
  private static final int TRIES = 300;
  private static final int MOST_TEACHERS = 16;

  /// Each may compile a simulator.
  private static final int SLOW_TRIES = 40;

  private final Settings settings;
  private final Judge judge;
  private final BooleanSupplier isStopped;
  private final Listener listener;

  /// Hears how far a run is.
  public interface Listener {
    /// @param models that were drawn and compared
    void at(int models, int findings);

    /// A finding that was shrunk.
    void found(Mismatch mismatch);
  }

  /// A finding, and the file that has the least model which shows it.
  ///
  /// @param model its number in the run
  /// @param nodes of the model that was drawn, and of the least one
  public record Mismatch(int model, Finding finding, Path file, int nodes, int leastNodes) {}

  /// @param isStopped whether no more is to be begun
  public Fuzz(Settings settings, Judge judge, BooleanSupplier isStopped, Listener listener) {
    this.settings = settings;
    this.judge = judge;
    this.isStopped = isStopped;
    this.listener = listener;
  }

  /// Runs to the end, or until it is stopped.
  public Summary run() throws IOException, InterruptedException {
    int groups = Math.ceilDiv(settings.models(), settings.perEngine());
    AtomicInteger models = new AtomicInteger();
    AtomicInteger findings = new AtomicInteger();
    List<Future<Done>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads())) {
      for (int number = 0; number < groups; number++) {
        int current = number;
        List<Future<Done>> teachers = List.copyOf(running.subList(0, teachers(number)));
        running.add(
            threads.submit(
                () -> {
                  Steering steering = Steering.after(edits(teachers));
                  Done done = done(new Group(settings, current, judge, steering, isStopped));
                  int now = models.addAndGet(done.group().tally().get(Tally.Count.MODELS));
                  listener.at(now, findings.addAndGet(done.mismatches().size()));
                  return done;
                }));
      }
      try {
        return summary(running);
      } finally {
        running.forEach(future -> future.cancel(true));
      }
    }
  }

  /// How many groups a group learns from: of the first few those that are surely done or at work
  /// when it begins, whatever the number of threads, so that it draws the same.
  private static int teachers(int number) {
    return Math.min(MOST_TEACHERS, number / 2);
  }

  private static List<Map<String, Steering.Tally>> edits(List<Future<Done>> groups)
      throws InterruptedException, ExecutionException {
    List<Map<String, Steering.Tally>> edits = new ArrayList<>();
    for (Future<Done> group : groups) {
      edits.add(group.get().group().edits());
    }
    return edits;
  }

  private record Done(Group group, List<Mismatch> mismatches) {}

  private Done done(Group group) throws IOException, InterruptedException {
    List<Mismatch> mismatches = new ArrayList<>();
    if (!isStopped.getAsBoolean()) {
      group.run();
    }
    List<Finding> known = new ArrayList<>();
    for (Found found : group.found()) {
      boolean isNew = known.stream().noneMatch(found.finding()::isLike);
      known.add(found.finding());
      Mismatch mismatch = isNew ? shrunk(found) : saved(found);
      listener.found(mismatch);
      mismatches.add(mismatch);
    }
    return new Done(group, mismatches);
  }

  private Mismatch shrunk(Found found) throws IOException, InterruptedException {
    int number = found.drawn().index();
    Path work = settings.work();
    BuildFolder folder =
        new BuildFolder(work.resolve("shrink").resolve("model-" + number), work.resolve("cache"));
    boolean isSlow = Case.Extent.of(found.finding().kind()) != Case.Extent.INTERPRETER;
    Mismatch whole = saved(found);
    if (found.finding().kind() == Finding.Kind.HANG) {
      return whole;
    }
    Shrink shrink = new Shrink(judge, folder, found.finding(), isSlow ? SLOW_TRIES : TRIES);
    Draft draft = found.drawn().draft();
    Shrink.Failing least =
        found.engine().isPresent() ? shrink.of(draft, found.engine().get()) : shrink.of(draft);
    Files.writeString(whole.file(), text(least.found(), number, least.finding()));
    return new Mismatch(
        number,
        least.finding(),
        whole.file(),
        whole.nodes(),
        least.found().subject().graph().nodes().size());
  }

  /// A case as it was found, in case shrinking takes long.
  private Mismatch saved(Found found) throws IOException {
    int number = found.drawn().index();
    Case whole = new Case(found.drawn().draft().subject(), found.engine());
    Path file = settings.work().resolve("model-" + number + ".case");
    Files.createDirectories(settings.work());
    Files.writeString(file, text(whole, number, found.finding()));
    int nodes = whole.subject().graph().nodes().size();
    return new Mismatch(number, found.finding(), file, nodes, nodes);
  }

  private String text(Case one, int number, Finding finding) {
    String about = "Model %d of seed %d: %s".formatted(number, settings.seed(), finding);
    return CaseFile.print(one, about);
  }

  private static Summary summary(List<Future<Done>> running)
      throws InterruptedException, IOException {
    Tally tally = new Tally();
    List<Map<String, Steering.Tally>> edits = new ArrayList<>();
    List<Mismatch> mismatches = new ArrayList<>();
    for (Future<Done> future : running) {
      try {
        Done done = future.get();
        tally.add(done.group().tally());
        edits.add(done.group().edits());
        mismatches.addAll(done.mismatches());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException cause -> throw cause;
          case IOException cause -> throw cause;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
    return new Summary(tally, Steering.sum(edits), mismatches);
  }
}
