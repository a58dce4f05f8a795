package dev.vitcc.cli.jobs;

import dev.vitcc.cli.output.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One job array in the work folder: its name, the jobs that its tasks stand for, the script.
///
/// The folder is written before the array is submitted, and the array bears the folder's name: so
/// it is found again even if vitcc was killed before Slurm's answer came.
///
/// @param folder that also takes the tasks' logs
/// @param name that no other array has
/// @param jobs names of jobs by the tasks' indices
record SlurmArray(Path folder, String name, List<String> jobs) {
  /// As many as fit below Slurm's default of the greatest index.
  static final int MOST = 1000;

  private static final String NAMES = "jobs.txt";
  private static final String COMMANDS = "commands.txt";
  private static final String SCRIPT = "task.sh";
  private static final String ID = "id";

  SlurmArray {
    jobs = List.copyOf(jobs);
  }

  /// Writes what an array of these jobs needs.
  static SlurmArray create(WorkFolder work, List<Job> jobs, VitccProcess vitcc) {
    String name = "vitcc-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    Path folder = work.arrays().resolve(name);
    List<String> names = jobs.stream().map(Job::name).toList();
    SlurmArray array = new SlurmArray(folder, name, names);
    StringBuilder commands = new StringBuilder();
    for (Job job : jobs) {
      List<String> words = new ArrayList<>(List.of(job.result().toString()));
      words.addAll(job.words());
      commands.append(quoted(words)).append('\n');
    }
    WholeFile.write(folder.resolve(COMMANDS), commands.toString());
    WholeFile.write(array.script(), script(folder.resolve(COMMANDS), vitcc));
    WholeFile.write(folder.resolve(NAMES), String.join("\n", names) + "\n");
    return array;
  }

  /// The arrays of a work folder, in the order of their names.
  static List<SlurmArray> in(WorkFolder work) {
    try (Stream<Path> folders = Files.list(work.arrays())) {
      List<SlurmArray> arrays = new ArrayList<>();
      for (Path folder : folders.sorted(Comparator.naturalOrder()).toList()) {
        Path names = folder.resolve(NAMES);
        if (Files.exists(names)) {
          arrays.add(
              new SlurmArray(folder, folder.getFileName().toString(), Files.readAllLines(names)));
        }
      }
      return arrays;
    } catch (IOException e) {
      throw WorkFolder.unwritable(work.arrays(), e);
    }
  }

  /// Keeps the number that Slurm gave it, for people.
  void submitted(String id) {
    WholeFile.write(folder.resolve(ID), id + "\n");
  }

  Path script() {
    return folder.resolve(SCRIPT);
  }

  /// What a task said, in all its starts.
  Path log(int index) {
    return folder.resolve(index + ".log");
  }

  private static String script(Path commands, VitccProcess vitcc) {
    return """
    #!/bin/bash
    # A task of a job array of vitcc: runs the command on the line that its index stands for.
    set -u
    line=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" %s)
    eval "words=($line)"
    echo "task $SLURM_ARRAY_TASK_ID of $SLURM_ARRAY_JOB_ID on $SLURMD_NODENAME, start $((${SLURM_RESTART_COUNT:-0} + 1))"
    if [[ -s ${words[0]} ]]; then
      echo 'finished already'
      exit 0
    fi
    # Java takes what the task was given of the node, no more.
    given=("-XX:ActiveProcessorCount=${SLURM_CPUS_ON_NODE:-1}")
    ((${SLURM_MEM_PER_NODE:-0} == 0)) || given+=("-Xmx$((SLURM_MEM_PER_NODE * 7 / 10))m")
    exec %s "${given[@]}" %s "${words[@]:1}"
    """
        .formatted(
            quoted(List.of(commands.toString())), quoted(vitcc.java()), quoted(vitcc.main()));
  }

  /// Words as a shell reads them.
  static String quoted(List<String> words) {
    return words.stream()
        .map(
            word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
