package dev.vitcc.cli.jobs;

import java.nio.file.Path;
import java.util.List;

/// One command of vitcc that writes one file.
///
/// @param name of the files that belong to it; differs where anything that the result depends on
///   does
/// @param words of the command line
/// @param result what it writes, by a rename; absolute
record Job(String name, List<String> words, Path result) {
  Job {
    words = List.copyOf(words);
  }

  /// Whether the result is there, whoever made it.
  boolean isFinished() {
    return Measurement.read(result).isPresent();
  }
}
