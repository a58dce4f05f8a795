package dev.vitcc.cli.jobs;

import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The jobs that were given up, with what they said.
final class FailedJobs {
  private static final int LINES = 12;
  private static final int SHOWN = 3;

  private record Failed(Job job, String how, Path log) {}

  private final List<Failed> failed = new ArrayList<>();

  synchronized void add(Job job, String how, Path log) {
    failed.add(new Failed(job, how, log));
  }

  /// @param of how many jobs there were
  /// @throws ToolException if any failed
  synchronized void throwIfAny(int of) {
    if (failed.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append("%d of %d jobs failed".formatted(failed.size(), of));
    for (Failed one : failed.subList(0, Math.min(SHOWN, failed.size()))) {
      text.append("\n%s %s: vitcc %s".formatted(one.job.name(), one.how, words(one.job)));
      text.append("\n  the end of %s:".formatted(one.log));
      tail(one.log).forEach(line -> text.append("\n  | ").append(line));
    }
    if (failed.size() > SHOWN) {
      text.append("\nand %d more".formatted(failed.size() - SHOWN));
    }
    throw new ToolException(
        text.toString(),
        "mend what the logs say and start the same command again: what is finished stays");
  }

  private static String words(Job job) {
    return String.join(" ", job.words());
  }

  private static List<String> tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of("(there is no log)");
    }
  }
}
