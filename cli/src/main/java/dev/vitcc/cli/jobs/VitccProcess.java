package dev.vitcc.cli.jobs;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How another process of this same vitcc is started.
///
/// @param java the program and its options
/// @param main the class path and the class
record VitccProcess(List<String> java, List<String> main) {
  /// What belongs to one process: whoever watches it, a cache that it writes, its terminal.
  private static final Pattern OWN =
      Pattern.compile(
          "-(agentlib|agentpath|javaagent|Xrun|XX:AOTCacheOutput|Dvitcc\\.terminals).*");

  VitccProcess {
    java = List.copyOf(java);
    main = List.copyOf(main);
  }

  /// As this one was started. The command line that the system shows may be cut off, so it is put
  /// together from what the virtual machine knows.
  static VitccProcess current() {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !OWN.matcher(option).matches())
        .forEach(java::add);
    String classPath =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getProperty("java.class.path"))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return new VitccProcess(java, List.of("-cp", classPath, "dev.vitcc.cli.Vitcc"));
  }

  /// The words that run a job.
  ///
  /// @param options more of Java's; they win over those of this process
  List<String> command(List<String> options, List<String> words) {
    List<String> all = new ArrayList<>(java);
    all.addAll(options);
    all.addAll(main);
    all.addAll(words);
    return all;
  }
}
