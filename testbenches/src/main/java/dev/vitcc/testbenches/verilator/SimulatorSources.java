package dev.vitcc.testbenches.verilator;

import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that a simulator is made of: the design's SystemVerilog and the harness.
///
/// @param files content by path below the build folder
record SimulatorSources(Map<String, byte[]> files) {
  private static final int KEY_BYTES = 16;

  /// @throws ToolException if the folder is not a build with SystemVerilog and a testbench
  static SimulatorSources of(Path build) throws IOException {
    Path list = build.resolve("rtl").resolve("files.f");
    if (!Files.isRegularFile(list) || !Files.isRegularFile(build.resolve("sim/Makefile"))) {
      throw new ToolException(
          build + " has no SystemVerilog to simulate", "compile the model with --emit rtl");
    }
    Map<String, byte[]> files = new TreeMap<>();
    addListed(files, build, "rtl");
    if (Files.isRegularFile(build.resolve("checks").resolve("files.f"))) {
      addListed(files, build, "checks");
    }
    List<Path> harness = new ArrayList<>();
    try (Stream<Path> entries = Files.list(build.resolve("sim"))) {
      entries.filter(SimulatorSources::isHarness).forEach(harness::add);
    }
    for (Path file : harness) {
      files.put("sim/" + file.getFileName(), Files.readAllBytes(file));
    }
    return new SimulatorSources(files);
  }

  /// Adds `files.f` of a folder and all that it lists.
  private static void addListed(Map<String, byte[]> files, Path build, String folder)
      throws IOException {
    Path list = build.resolve(folder).resolve("files.f");
    files.put(folder + "/files.f", Files.readAllBytes(list));
    for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
      String name = line.replaceFirst("#.*", "").strip();
      if (!name.isEmpty()) {
        files.put(folder + "/" + name, Files.readAllBytes(build.resolve(folder).resolve(name)));
      }
    }
  }

  private static boolean isHarness(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".cpp") || name.endsWith(".hpp") || name.equals("Makefile");
  }

  /// A name that differs where any of the files or anything in `more` differs; not for a comment at
  /// the head of a file, which names the model.
  String key(List<String> more) {
    MessageDigest digest = sha256();
    files.forEach(
        (name, content) -> {
          int from = headEnd(content);
          int length = content.length - from;
          digest.update((name + "\n" + length + "\n").getBytes(StandardCharsets.UTF_8));
          digest.update(content, from, length);
        });
    for (String part : more) {
      digest.update((part.length() + "\n" + part).getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
  }

  private static int headEnd(byte[] content) {
    int end = 0;
    if (content.length > 1 && content[0] == '/' && content[1] == '/') {
      while (end < content.length && content[end] != '\n') {
        end++;
      }
    }
    return end;
  }

  void copyTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
