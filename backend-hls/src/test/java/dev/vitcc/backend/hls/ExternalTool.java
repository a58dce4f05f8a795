package dev.vitcc.backend.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program that the machine has: tests that need a missing one are skipped, and fail in CI.
record ExternalTool(Path program) {
  static ExternalTool require(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return new ExternalTool(program);
      }
    }
    String message = name + " isn't installed";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.err.println("skipped: " + message);
    return Assumptions.abort(message);
  }

  /// Runs it, and fails with all it said unless it is content.
  void passes(Path folder, String... arguments) throws IOException {
    Run run = run(folder, arguments);
    assertThat(run.code()).as("%s", run.said()).isZero();
  }

  /// Runs what must not be content, and tells what it said.
  String failing(Path folder, String... arguments) throws IOException {
    Run run = run(folder, arguments);
    assertThat(run.code()).as("%s", run.said()).isNotZero();
    return run.said();
  }

  private record Run(int code, String said) {}

  private Run run(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    Stream.of(arguments).forEach(command::add);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.onExit().join().exitValue(), String.join(" ", command) + "\n" + said);
  }
}
