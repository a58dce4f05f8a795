package dev.vitcc.backend.board;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A script for Vivado that ran under `tclsh`, with a stand-in for Vivado's commands.
///
/// @param made what the stand-in was asked to make, a line each
record ScriptRun(int code, String said, List<String> made) {
  private static final Path STAND_IN =
      Path.of("src/test/resources/vivado_stand_in.tcl").toAbsolutePath();

  /// @param settings of the environment
  static ScriptRun of(Path build, String script, Map<String, String> settings)
      throws IOException, InterruptedException {
    requireTclsh();
    Path state = Files.createTempFile("state", ".txt");
    try {
      Path path = build.resolve("vivado").resolve(script);
      ProcessBuilder builder =
          new ProcessBuilder("tclsh", STAND_IN.toString(), path.toString(), state.toString());
      builder.directory(build.toFile()).redirectErrorStream(true);
      builder.environment().putAll(settings);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      return new ScriptRun(code, said, Files.readAllLines(state));
    } finally {
      Files.delete(state);
    }
  }

  static ScriptRun of(Path build, String script) throws IOException, InterruptedException {
    return of(build, script, Map.of());
  }

  /// What was made of a kind: the rest of these lines.
  List<String> of(String kind) {
    return made.stream()
        .filter(line -> line.startsWith(kind + " "))
        .map(line -> line.substring(kind.length() + 1))
        .toList();
  }

  private static void requireTclsh() {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tclsh")));
    if (!installed && "true".equals(System.getenv("CI"))) {
      fail("tclsh isn't installed");
    }
    if (!installed) {
      System.err.println("skipped: tclsh isn't installed");
    }
    Assumptions.assumeTrue(installed);
  }
}
