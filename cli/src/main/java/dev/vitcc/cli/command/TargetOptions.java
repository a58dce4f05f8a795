package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.jobs.DesignPoint;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.TargetClause.Board;
import dev.vitcc.ir.request.TargetClause.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options that change what the model asks of the target.
public final class TargetOptions {
  private static final double PERCENT = 100;

  @Option(
      names = "--board",
      paramLabel = "NAME|FILE",
      completionCandidates = BoardNames.class,
      description = "Build for this board (see `vitcc boards`), or for the one a .json describes.")
  private Optional<String> board = Optional.empty();

  @Option(names = "--fps", paramLabel = "N", description = "Frames per second to reach.")
  private Optional<Double> fps = Optional.empty();

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description = "Clock of the design (default: the model's, or else the board's).")
  private Optional<Double> clock = Optional.empty();

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "Milliseconds that a frame may take.")
  private Optional<Double> latency = Optional.empty();

  @Option(
      names = "--accuracy-drop",
      paramLabel = "POINTS",
      description = "Points of top-1 that may be lost on the `evaluate` images.")
  private Optional<Double> accuracyDrop = Optional.empty();

  @Option(
      names = "--utilization",
      paramLabel = "PERCENT",
      description = "How much of each resource may be used.")
  private Optional<Double> utilization = Optional.empty();

  @Option(
      names = "--objective",
      paramLabel = "fastest|smallest|most_accurate",
      description = "What is made best once the limits are kept.")
  private Optional<Objective> objective = Optional.empty();

  /// @throws UsageException if a number can't be what it is for
  void check() {
    positive("--fps", fps.orElse(1.0));
    positive("--clock", clock.orElse(1.0));
    positive("--latency", latency.orElse(1.0));
    positive("--utilization", utilization.orElse(1.0));
    atMostHundred("--utilization", utilization);
    atMostHundred("--accuracy-drop", accuracyDrop);
  }

  private static void atMostHundred(String option, Optional<Double> value) {
    value
        .filter(percent -> !(percent >= 0 && percent <= PERCENT))
        .ifPresent(
            percent -> {
              throw new UsageException(
                  option + " is " + percent + ", expected 0 to 100",
                  option + " takes a number, as in 0.5");
            });
  }

  /// @throws UsageException if it isn't
  static void positive(String option, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new UsageException(
          option + " is " + value + ", expected more than 0",
          option + " takes a number, as in 150");
    }
  }

  /// The request with what the command line says instead.
  CompileRequest apply(CompileRequest request) {
    TargetClause target = request.target();
    if (board.isPresent()) {
      target = target.withBoard(setting("--board", board(board.get())));
    }
    if (clock.isPresent()) {
      target = target.withClockMhz(setting("--clock", clock.get()));
    }
    if (fps.isPresent()) {
      target = target.withFrameRate(setting("--fps", fps.get()));
    }
    if (latency.isPresent()) {
      target = target.withLatencyMs(setting("--latency", latency.get()));
    }
    if (accuracyDrop.isPresent()) {
      target = target.withAccuracyDrop(setting("--accuracy-drop", accuracyDrop.get()));
    }
    if (utilization.isPresent()) {
      target = target.withUtilization(setting("--utilization", utilization.get() / PERCENT));
    }
    if (objective.isPresent()) {
      target = target.withObjective(setting("--objective", objective.get()));
    }
    return request.withTarget(target);
  }

  /// What was said, for a command that runs elsewhere.
  List<String> words() {
    List<String> words = new ArrayList<>();
    board.ifPresent(
        name ->
            words.addAll(
                List.of("--board", isFile(name) ? DesignPoint.absolute(Path.of(name)) : name)));
    fps.ifPresent(value -> words.addAll(List.of("--fps", "" + value)));
    clock.ifPresent(value -> words.addAll(List.of("--clock", "" + value)));
    latency.ifPresent(value -> words.addAll(List.of("--latency", "" + value)));
    accuracyDrop.ifPresent(value -> words.addAll(List.of("--accuracy-drop", "" + value)));
    utilization.ifPresent(value -> words.addAll(List.of("--utilization", "" + value)));
    objective.ifPresent(
        value -> words.addAll(List.of("--objective", value.name().toLowerCase(Locale.ROOT))));
    return words;
  }

  /// A file is meant if it looks like one; it is relative to where the command runs.
  private static Board board(String text) {
    return isFile(text)
        ? new TargetClause.Described(Path.of(text).toAbsolutePath().toString())
        : new TargetClause.Known(text);
  }

  static boolean isFile(String board) {
    return board.endsWith(".json") || board.contains("/");
  }

  static <T> Setting<T> setting(String option, T value) {
    return new Setting<>(value, SourceLocation.ofFile(option));
  }
}
