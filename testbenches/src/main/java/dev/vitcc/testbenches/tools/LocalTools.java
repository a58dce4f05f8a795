package dev.vitcc.testbenches.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tools that are installed on this machine.
///
/// @param identity versions of the tools, and the processor that they compile for
public record LocalTools(String identity) implements Tools {
  private static final int LEAST_VERILATOR = 5;
  private static final Pattern VERILATOR = Pattern.compile("^Verilator (\\d{1,4})\\.");
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Pattern KIND_OF_PROCESSOR =
      Pattern.compile("(?m)^(model name|flags)\\s*:.*$");

  /// Those of the tools that are not on the search path.
  public static List<String> missing(List<String> tools) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return tools.stream()
        .filter(
            tool ->
                Pattern.compile(Pattern.quote(java.io.File.pathSeparator))
                    .splitAsStream(path)
                    .filter(folder -> !folder.isEmpty())
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool))))
        .toList();
  }

  /// Those of which nothing is asked but that they run.
  public static LocalTools unnamed() {
    return new LocalTools("");
  }

  static LocalTools find() {
    List<String> lines = new ArrayList<>();
    LocalTools nameless = new LocalTools("");
    Path here = Path.of("").toAbsolutePath();
    try {
      for (String tool : List.of("verilator", "g++")) {
        nameless.run(
            new ToolCommand(List.of(tool, "--version"), here, List.of(), List.of()), lines::add);
      }
      requireVersion(lines);
      lines.add(processor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while asking the tools for their versions", "", e);
    }
    return new LocalTools(String.join("\n", lines));
  }

  private static void requireVersion(List<String> lines) {
    String found = lines.isEmpty() ? "nothing" : lines.getFirst();
    Matcher version = VERILATOR.matcher(found);
    if (!version.find() || Integer.parseInt(version.group(1)) < LEAST_VERILATOR) {
      throw new ToolException(
          "Verilator " + LEAST_VERILATOR + " is needed, found: " + found, INSTALL);
    }
  }

  /// Code for one processor (`-march=native`) may not run on another that shares the cache.
  static String processor() {
    List<String> kind = new ArrayList<>();
    kind.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    try (Stream<String> lines =
        Files.isReadable(PROCESSOR)
            ? Files.lines(PROCESSOR, StandardCharsets.ISO_8859_1)
            : Stream.empty()) {
      lines.filter(KIND_OF_PROCESSOR.asMatchPredicate()).distinct().sorted().forEach(kind::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.join("\n", kind);
  }

  @Override
  public int run(ToolCommand command, Consumer<String> line) throws InterruptedException {
    Process process = start(command);
    // A simulation must not outlive the vitcc that asked for it.
    Thread guard = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(guard);
    try {
      CompletableFuture<Void> output =
          CompletableFuture.runAsync(() -> read(process, line), Thread::startVirtualThread);
      int code = process.waitFor();
      output.join();
      return code;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      removeGuard(guard);
    }
  }

  private static void removeGuard(Thread guard) {
    try {
      Runtime.getRuntime().removeShutdownHook(guard);
    } catch (IllegalStateException e) {
      // The machine is going down, and the guard has done its work.
    }
  }

  private static Process start(ToolCommand command) {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(command.directory().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ToolException("cannot start " + command.words().getFirst(), INSTALL, e);
    }
  }

  private static void read(Process process, Consumer<String> line) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(line);
    } catch (UncheckedIOException | IOException e) {
      // The program was stopped; what it said until then has been read.
    }
  }
}
