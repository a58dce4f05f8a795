package dev.vitcc.testbenches.tools;

import java.nio.file.Path;
import java.util.List;

/// One program to run to its end.
///
/// @param words the program and its arguments
/// @param directory where it runs
/// @param readable folders that it reads, its directory included
/// @param writable folders that it writes; they exist
public record ToolCommand(
    List<String> words, Path directory, List<Path> readable, List<Path> writable) {
  public ToolCommand {
    words = List.copyOf(words);
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
  }
}
