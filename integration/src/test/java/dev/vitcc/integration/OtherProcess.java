package dev.vitcc.integration;

import dev.vitcc.cli.Vitcc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// vitcc in a process of its own, that can be limited, killed, or run in other surroundings.
///
/// @param said the file for what it says
/// @param before words before those of the JVM
/// @param jvm options of the JVM
/// @param variables of the surroundings
record OtherProcess(
    Path said, List<String> before, List<String> jvm, Map<String, String> variables) {

  /// What a process ended with, and what it said on both streams.
  record Said(int code, String text) {}

  /// @param folder for the file that has what it says, which is deleted once it is read
  static OtherProcess of(Path folder) {
    return new OtherProcess(folder.resolve(".said"), List.of(), List.of(), Map.of());
  }

  /// Started by a command that takes the rest as its arguments.
  OtherProcess startedBy(String... words) {
    return new OtherProcess(said, List.of(words), jvm, variables);
  }

  OtherProcess withJvm(String... options) {
    List<String> all = Stream.concat(jvm.stream(), Stream.of(options)).toList();
    return new OtherProcess(said, before, all, variables);
  }

  OtherProcess withVariable(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.put(name, value);
    return new OtherProcess(said, before, jvm, all);
  }

  Process start(List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:-UsePerfData");
    words.addAll(jvm);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Vitcc.class.getName()));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(variables);
    return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  Said finish(List<String> arguments) throws IOException, InterruptedException {
    int code = start(arguments).waitFor();
    String text = Files.readString(said, StandardCharsets.ISO_8859_1);
    Files.delete(said);
    return new Said(code, text);
  }
}
