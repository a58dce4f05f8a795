package dev.vitcc.cli.jobs;

import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two programs of Slurm that vitcc calls.
///
/// @param sbatch the program's name or path
/// @param squeue likewise
/// @param options words for sbatch from the user
/// @param atOnce how many tasks of an array may run at a time; absent: what Slurm allows
record SlurmTools(String sbatch, String squeue, List<String> options, OptionalInt atOnce) {
  private static final Pattern ID = Pattern.compile("(\\d+)(;.*)?");
  private static final Pattern TASK = Pattern.compile("(\\S+) (\\d+) (\\d+) ([A-Z_]+) (.*)");

  SlurmTools {
    options = List.copyOf(options);
  }

  /// Those on the search path.
  ///
  /// @throws ToolException if they are not there
  static SlurmTools find(List<String> options, OptionalInt atOnce) {
    List<String> missing = LocalTools.missing(List.of("sbatch", "squeue"));
    if (!missing.isEmpty()) {
      throw new ToolException(
          "not installed: " + String.join(", ", missing),
          "start vitcc where jobs are submitted from, a login node of the cluster;"
              + " without --cluster it runs them on this machine");
    }
    return new SlurmTools("sbatch", "squeue", options, atOnce);
  }

  /// A task that waits or runs.
  ///
  /// @param array the name of its array
  /// @param id of the array and the task, as Slurm's programs take it
  /// @param index in the array
  /// @param state as Slurm spells it
  /// @param reason for waiting
  record Task(String array, String id, int index, String state, String reason) {
    boolean waits() {
      return state.equals("PENDING");
    }

    /// Whether it waits for somebody to release it.
    boolean isHeld() {
      return waits() && reason.toLowerCase(Locale.ROOT).contains("held");
    }
  }

  /// Submits an array of `count` tasks.
  ///
  /// @return its number
  /// @throws ToolException if Slurm doesn't take it
  String submit(SlurmArray array, int count) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(sbatch, "--parsable"));
    words.addAll(options);
    words.add("--job-name=" + array.name());
    String limit = atOnce.isPresent() ? "%" + atOnce.getAsInt() : "";
    words.add("--array=0-" + (count - 1) + limit);
    words.add("--requeue");
    words.add("--open-mode=append");
    words.add("--chdir=" + array.folder());
    words.add("--output=%a.log");
    words.add(array.script().toString());
    List<String> said = new ArrayList<>();
    int code = run(words, said);
    for (String line : said.reversed()) {
      Matcher id = ID.matcher(line.strip());
      if (code == 0 && id.matches()) {
        return id.group(1);
      }
    }
    throw failed(
        words,
        code,
        said,
        "mend what sbatch says, perhaps by --cluster-options (a partition, an account, a time"
            + " limit), and start the same command again");
  }

  /// The tasks of arrays that are not over.
  ///
  /// @param names of the arrays; at least one
  /// @throws ToolException if Slurm doesn't say
  List<Task> tasks(List<String> names) throws InterruptedException {
    List<String> words =
        List.of(
            squeue,
            "--noheader",
            "--array",
            "--name=" + String.join(",", names),
            "--format=%j %F %K %T %r");
    List<String> said = new ArrayList<>();
    int code = run(words, said);
    if (code != 0) {
      throw failed(
          words,
          code,
          said,
          "what was submitted goes on; start the same command again when Slurm answers");
    }
    return said.stream().map(TASK::matcher).filter(Matcher::matches).map(SlurmTools::task).toList();
  }

  private static Task task(Matcher line) {
    String id = line.group(2) + "_" + line.group(3);
    int index = Integer.parseInt(line.group(3));
    return new Task(line.group(1), id, index, line.group(4), line.group(5));
  }

  private static int run(List<String> words, List<String> said) throws InterruptedException {
    Path here = Path.of("").toAbsolutePath();
    return LocalTools.unnamed().run(new ToolCommand(words, here, List.of(), List.of()), said::add);
  }

  private static ToolException failed(
      List<String> words, int code, List<String> said, String hint) {
    return new ToolException(
        "%s failed with exit code %d:\n  %s\n%s"
            .formatted(
                Path.of(words.getFirst()).getFileName(),
                code,
                String.join(" ", words),
                said.isEmpty() ? "  (it said nothing)" : "  | " + String.join("\n  | ", said)),
        hint);
  }
}
