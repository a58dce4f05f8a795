package dev.vitcc.cli;

import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.testbenches.tools.ToolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;

/// Tells the user what went wrong, and turns it into an exit code.
final class Failures {
  private static final double GIGA = 1e9;

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  /// What picocli could not make sense of.
  ExitCode usage(ParameterException e, String... words) {
    console.trouble(new UsageMistake(e, words).trouble());
    return ExitCode.USAGE;
  }

  ExitCode of(Exception e) {
    switch (e) {
      case CompileException wrong -> {
        console.show(wrong.diagnostics());
        return wrong.diagnostics().stream().anyMatch(Failures::isAboutTheTarget)
            ? ExitCode.TARGET_MISSED
            : ExitCode.MODEL_WRONG;
      }
      case UsageException wrong -> {
        return trouble(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong.hint());
      }
      case ToolException tool -> {
        return trouble(ExitCode.TOOL_FAILED, String.valueOf(tool.getMessage()), tool.hint());
      }
      case InterruptedException stopped -> {
        Thread.currentThread().interrupt();
        return trouble(ExitCode.STOPPED, "stopped", "");
      }
      default -> {
        return isOfMemory(e) ? outOfMemory() : bug(e);
      }
    }
  }

  /// Whether a diagnostic says that the model is right, but can't be had as it was asked for.
  private static boolean isAboutTheTarget(Diagnostic diagnostic) {
    return diagnostic.code() instanceof PassesCode code
        && switch (code) {
          case NO_ROOM, TOO_SLOW, ACCURACY_LOST, NOT_NEAR_ENOUGH -> true;
          default -> false;
        };
  }

  /// What vitcc itself is not prepared for.
  ExitCode of(Error e) {
    return e instanceof OutOfMemoryError ? outOfMemory() : bug(e);
  }

  private ExitCode outOfMemory() {
    return trouble(
        ExitCode.TOOL_FAILED,
        String.format(
            Locale.ROOT,
            "out of memory: Java lets vitcc use %.1f GB",
            Runtime.getRuntime().maxMemory() / GIGA),
        "close other programs, or let Java use more: JDK_JAVA_OPTIONS=-Xmx16g");
  }

  private static boolean isOfMemory(Throwable e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof OutOfMemoryError);
  }

  private ExitCode bug(Throwable e) {
    List<String> details = new ArrayList<>();
    Arrays.stream(e.getStackTrace()).forEach(at -> details.add("at " + at));
    Optional.ofNullable(e.getCause()).ifPresent(cause -> details.add("caused by " + cause));
    console.trouble(new Trouble(ExitCode.BUG, e.toString(), "", details));
    return ExitCode.BUG;
  }

  private ExitCode trouble(ExitCode kind, String message, String hint) {
    console.trouble(new Trouble(kind, message, hint));
    return kind;
  }
}
