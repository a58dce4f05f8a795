package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.jobs.LocalProcesses;
import dev.vitcc.cli.jobs.Runner;
import dev.vitcc.cli.jobs.Slurm;
import dev.vitcc.cli.jobs.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// Options that say where work runs that is cut into jobs.
public final class JobOptions {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  /// Where jobs run.
  enum Cluster {
    LOCAL,
    SLURM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = {
        "Cut the work into jobs with results in DIR. What is finished there",
        "is not computed again, so an interrupted run goes on where it was."
      })
  private Optional<Path> work = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "N",
      description = "Jobs for each model (default: one for each thousand images).")
  private Optional<Integer> split = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = {
        "How many run at a time (default: as many as there are processors,",
        "or as Slurm allows)."
      })
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--cluster",
      paramLabel = "local|slurm",
      description = "Where jobs run: in processes of this machine, or on Slurm (default: local).")
  private Optional<Cluster> cluster = Optional.empty();

  @Option(
      names = "--cluster-options",
      paramLabel = "WORDS",
      description = "Options for sbatch: \"--partition=long --cpus-per-task=8\".")
  private Optional<String> clusterOptions = Optional.empty();

  /// The folder for jobs, if the work is to be cut into any.
  Optional<Path> work() {
    return work;
  }

  /// How many jobs each model becomes, if that was said.
  OptionalInt split() {
    return split.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /// @throws UsageException if options don't go together, or numbers are none
  void check() {
    requirePositive("--split", split);
    requirePositive("--jobs", jobs);
    words(clusterOptions.orElse(""));
    List<String> given = new ArrayList<>();
    split.ifPresent(n -> given.add("--split"));
    jobs.ifPresent(n -> given.add("--jobs"));
    cluster.ifPresent(name -> given.add("--cluster"));
    clusterOptions.ifPresent(words -> given.add("--cluster-options"));
    if (work.isEmpty() && !given.isEmpty()) {
      throw new UsageException(
          String.join(", ", given) + ": jobs need a folder for their results",
          "name one with --work DIR");
    }
    if (clusterOptions.isPresent() && cluster.orElse(Cluster.LOCAL) == Cluster.LOCAL) {
      throw new UsageException(
          "--cluster-options are for a cluster, and jobs run on this machine",
          "add --cluster slurm");
    }
  }

  private static void requirePositive(String option, Optional<Integer> value) {
    value
        .filter(n -> n < 1)
        .ifPresent(
            n -> {
              throw new UsageException(
                  option + " " + n + ": expected 1 or more", "leave it out for the default");
            });
  }

  /// What runs the jobs.
  ///
  /// @throws dev.vitcc.testbenches.tools.ToolException if the cluster's programs are not there
  Runner runner(WorkFolder folder) {
    OptionalInt atOnce = jobs.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    return switch (cluster.orElse(Cluster.LOCAL)) {
      case LOCAL -> LocalProcesses.in(folder, atOnce);
      case SLURM -> Slurm.in(folder, words(clusterOptions.orElse("")), atOnce);
    };
  }

  /// Words as a shell would cut them, quotes for those with blanks.
  ///
  /// @throws UsageException if a quote is not closed
  static List<String> words(String text) {
    if (!WORD.matcher(text).replaceAll("").isBlank()) {
      throw new UsageException(
          "--cluster-options: a quote is not closed: " + text,
          "options are separated by blanks; quotes hold together those with blanks inside");
    }
    return WORD.matcher(text).results().map(MatchResult::group).map(JobOptions::unquoted).toList();
  }

  private static String unquoted(String word) {
    return QUOTED
        .matcher(word)
        .replaceAll(
            quoted -> {
              String inside = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
              return Matcher.quoteReplacement(inside);
            });
  }
}
