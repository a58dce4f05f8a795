package dev.vitcc.cli.output;

import dev.vitcc.templates.Kernels;
import java.util.SortedMap;
import java.util.TreeMap;

/// The Makefiles of a build folder: what can be done with it without vitcc.
final class BuildMakefile {
  private static final String KERNELS = "build";

  private BuildMakefile() {}

  /// Text by path: the folder's own, and what other Makefiles include.
  static SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    Kernels.list(KERNELS).forEach(name -> files.put(name, Kernels.read(KERNELS, name)));
    return files;
  }
}
