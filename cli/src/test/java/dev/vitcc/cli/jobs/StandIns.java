package dev.vitcc.cli.jobs;

import dev.vitcc.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;

/// Shell scripts in the place of vitcc and of Slurm's programs, and jobs for them.
final class StandIns {
  /// Takes `--json FILE` as the last words, notes that it ran, and writes a result.
  private static final String VITCC =
      """
      #!/bin/bash
      echo "$2" >> "%1$s/runs"
      echo "a run of $2"
      %2$s
      for file; do :; done
      echo '{"schema": "vitcc.accuracy/1", "integer": {"images": 10, "top1": 7, "top5": 9}}' > "$file.new"
      mv "$file.new" "$file"
      """;

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  StandIns(Path folder) {
    this.folder = folder;
  }

  /// What the user was told.
  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  JobProgress progress(int jobs) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new JobProgress(new Console(out, out, false), jobs, 0);
  }

  /// A vitcc that does its job.
  VitccProcess vitcc() throws IOException {
    return vitcc("");
  }

  /// A vitcc that does something else before it writes its result; `$2` is the job's name.
  VitccProcess vitcc(String more) throws IOException {
    Path script = script("vitcc", VITCC.formatted(folder, more));
    // What is Java's is dropped: a job has four words.
    String last = "exec \"$0\" \"${@: -4}\"";
    return new VitccProcess(List.of("/bin/bash", "-c", last, script.toString()), List.of());
  }

  Path script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Jobs `job0` to `jobN`.
  static List<Job> jobs(WorkFolder work, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "job" + i)
        .map(
            name -> {
              Path result = work.result(name);
              return new Job(name, List.of("eval", name, "--json", result.toString()), result);
            })
        .toList();
  }

  /// The jobs that vitcc was started for, in the order of their starts.
  List<String> runs() throws IOException {
    Path runs = folder.resolve("runs");
    return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
  }
}
