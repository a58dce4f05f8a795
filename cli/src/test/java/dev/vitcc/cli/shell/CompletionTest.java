package dev.vitcc.cli.shell;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.testbenches.tools.LocalTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shells themselves offer once they have read the scripts.
class CompletionTest {
  private static final String ASK =
      """
      source "$1"; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      _vitcc 2> err
      printf '%s\\n' "${COMPREPLY[@]}"
      cat err
      """;
  @TempDir private Path folder;

  private Path script(String shell) throws IOException {
    return Files.writeString(folder.resolve("script"), vitcc("completion", shell).out());
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    assumeTrue(LocalTools.missing(List.of(command[0])).isEmpty(), command[0] + " is not installed");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.directory(folder.toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  /// What bash offers for the last of the words, which are cut as readline cuts them.
  private List<String> bash(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("bash", "--norc", "-c", ASK, "ask", script("bash").toString()));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new));
  }

  private List<String> fish(String line) throws IOException, InterruptedException {
    String ask = "source script; complete -C '" + line + "'";
    return run("fish", "--no-config", "-c", ask).stream()
        .map(offer -> offer.split("\t", 2)[0])
        .toList();
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertThat(bash("vitcc", "ex")).containsExactlyInAnyOrder("explore", "explain");
    assertThat(bash("vitcc", "sim", "--sta")).containsExactly("--stalls");
    assertThat(bash("vitcc", "m.vit", "--synth", "--fp")).containsExactly("--fps");
    assertThat(bash("vitcc", "boards", "--bo")).isEmpty();
  }

  @Test
  void bashCompletesBoardsKindsPassesCodesAndFunctions() throws Exception {
    assertThat(bash("vitcc", "m.vit", "--board", "zcu"))
        .containsExactlyInAnyOrder("zcu102", "zcu104");
    assertThat(bash("vitcc", "explore", "m.vit", "--board", "kv260,ul"))
        .containsExactly("kv260,ultra96");
    assertThat(bash("vitcc", "m.vit", "--emit", "rtl,h")).containsExactly("rtl,hls");
    assertThat(bash("vitcc", "--print-ir-after", "cal")).containsExactly("calibrate");
    assertThat(bash("vitcc", "explain", "E060")).contains("E0601", "E0602");
    assertThat(bash("vitcc", "approximate", "si")).containsExactly("sigmoid", "silu");
    assertThat(bash("vitcc", "completion", "")).containsExactly("bash", "zsh", "fish");
  }

  @Test
  void bashCompletesAfterEqualsSignAndKnowsValuesFromCommands() throws Exception {
    assertThat(bash("vitcc", "m.vit", "--color", "=", "al")).containsExactly("always");
    assertThat(bash("vitcc", "m.vit", "--color", "=")).contains("auto", "never");
    assertThat(bash("vitcc", "m.vit", "-o", "run", "--boa")).containsExactly("--board");
    assertThat(bash("vitcc", "m.vit", "-o", "run", "--inp")).isEmpty();
  }

  @Test
  void bashCompletesFilesAsTheyAreMeant() throws Exception {
    Files.createDirectory(folder.resolve("folder with blank"));
    Files.createFile(folder.resolve("file.vit"));
    Files.createFile(folder.resolve("file.txt"));
    assertThat(bash("vitcc", "sim", "f")).containsExactly("folder with blank");
    assertThat(bash("vitcc", "run", "f"))
        .containsExactlyInAnyOrder("folder with blank", "file.vit");
    assertThat(bash("vitcc", "run", "m.vit", "--input", "file"))
        .containsExactlyInAnyOrder("file.vit", "file.txt");
    assertThat(bash("vitcc", "--fps", "f")).isEmpty();
  }

  @Test
  void bashFindsNoFaultInTheScript() throws Exception {
    assertThat(run("bash", "-n", script("bash").toString())).isEmpty();
  }

  @Test
  void zshReadsTheScript() throws Exception {
    script("zsh");
    String ask = "autoload -U compinit; compinit -u -D; source ./script; print ${_comps[vitcc]}";
    assertThat(run("zsh", "-f", "-c", ask)).containsExactly("_vitcc");
  }

  @Test
  void fishCompletes() throws Exception {
    script("fish");
    assertThat(fish("vitcc ex")).contains("explore", "explain");
    assertThat(fish("vitcc sim --sta")).containsExactly("--stalls");
    assertThat(fish("vitcc m.vit --board zcu")).contains("zcu102", "zcu104");
    assertThat(fish("vitcc m.vit --emit rtl,h")).contains("rtl,hls");
    assertThat(fish("vitcc boards --bo")).isEmpty();
  }
}
