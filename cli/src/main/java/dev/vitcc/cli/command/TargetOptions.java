package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.TargetClause.Board;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options that change what the model asks of the target.
public final class TargetOptions {
  @Option(
      names = "--board",
      paramLabel = "NAME|FILE",
      description = "Build for this board (see `vitcc boards`), or for the one a .json describes.")
  private Optional<String> board = Optional.empty();

  @Option(names = "--fps", paramLabel = "N", description = "Frames per second to reach.")
  private Optional<Double> fps = Optional.empty();

  @Option(names = "--clock", paramLabel = "MHZ", description = "Clock of the design.")
  private Optional<Double> clock = Optional.empty();

  /// @throws UsageException if a number can't be what it is for
  void check() {
    positive("--fps", fps.orElse(1.0));
    positive("--clock", clock.orElse(1.0));
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
    return request.withTarget(target);
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
