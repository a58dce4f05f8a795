package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.explore.Frontier;
import dev.vitcc.cli.explore.MeasureHere;
import dev.vitcc.cli.explore.MeasureInJobs;
import dev.vitcc.cli.explore.MeasureTopOne;
import dev.vitcc.cli.jobs.DesignPoint;
import dev.vitcc.cli.jobs.ImageRange;
import dev.vitcc.cli.jobs.MeasurePoints;
import dev.vitcc.cli.jobs.WorkFolder;
import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.cli.load.EvaluationKey;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.targets.Board;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How `vitcc explore` measures accuracy.
public final class ExploreAccuracy {
  /// Multiplications that accuracy is measured with, unless said.
  private static final double MOST_MACS = 2e11;

  @Option(
      names = "--accuracy",
      paramLabel = "N",
      description =
          "Measure top-1 on the first N of the `evaluate` images; 0 measures nothing (default: as"
              + " many as take some seconds, or all with --work).")
  private Optional<Integer> count = Optional.empty();

  @ArgGroup(validate = false, heading = "%nJobs, to measure many images:%n")
  private JobOptions jobs = new JobOptions();

  /// What is measured.
  ///
  /// @param word what a board is called on the command line
  record Of(Path file, LoadedModel model, Function<Board, String> word) {}

  void check() {
    if (count.filter(n -> n < 0).isPresent()) {
      throw new UsageException(
          "--accuracy is less than 0", "--accuracy 500 takes the first 500 images, 0 none");
    }
    jobs.check();
  }

  boolean isAsked() {
    return count.isPresent() || jobs.work().isPresent();
  }

  /// Frontiers with the accuracy of their engines, if it is to be measured.
  List<Frontier> measured(
      List<Frontier> found, List<Board> boards, Of of, PassContext context, Console console)
      throws InterruptedException {
    Optional<EvaluateClause> clause = of.model().request().evaluate();
    if (count.filter(n -> n == 0).isPresent()) {
      return found;
    }
    if (clause.isEmpty()) {
      if (isAsked()) {
        throw new UsageException(
            "accuracy is measured on images with labels, and the model names none",
            "evaluate \"images.npy\" labels \"labels.npy\";");
      }
      return found;
    }
    int all = of.model().images().evaluation(clause.get()).count();
    int images = count(all, found.getFirst().macs());
    if (images < all) {
      console.note("top-1 is that of the first %,d of %,d images".formatted(images, all));
    }
    MeasureTopOne measure = new MeasureTopOne(of.model(), boards);
    if (jobs.work().isEmpty()) {
      LoadedModel some =
          of.model().with(of.model().request().withEvaluate(clause.get().first(images)));
      return measure.run(found, new MeasureHere(some, context, CalibrationFiles.ofUser()));
    }
    try (WorkFolder work = WorkFolder.open(jobs.work().get())) {
      MeasurePoints points = new MeasurePoints(work, jobs.runner(work), console);
      return measure.run(found, inJobs(of, new ImageRange(0, images), points));
    }
  }

  /// @param macs of a frame
  private int count(int all, long macs) {
    int usual = jobs.work().isPresent() ? all : (int) Math.clamp(MOST_MACS / macs, 1, all);
    return Math.min(count.orElse(usual), all);
  }

  private MeasureInJobs inJobs(Of of, ImageRange range, MeasurePoints points) {
    Jobs make = new Jobs(of, range, new EvaluationKey());
    String name = of.model().source().graph().name();
    return new MeasureInJobs(
        make.point(name + " as trained", List.of("--engine", "float"), ""),
        network -> {
          List<String> words = new ArrayList<>(List.of("--engine", "integer"));
          words.addAll(network.words(of.word()));
          return make.point(name + " " + network.name(), words, network.toString());
        },
        points,
        jobs.split());
  }

  private record Jobs(Of of, ImageRange range, EvaluationKey keys) {
    /// @param more that makes a difference, beside the words
    DesignPoint point(String name, List<String> words, String more) {
      EvaluateClause clause = of.model().request().evaluate().orElseThrow();
      String key = keys.of(of.file(), of.model(), clause, Vitcc.VERSION + " " + words + more);
      return DesignPoint.of(name, of.file(), key, range, words);
    }
  }
}
