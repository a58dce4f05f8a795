package dev.vitcc.cli;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.console.MessageOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
  static Set<String> commands() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return CommandTree.of(new Console(nowhere, nowhere, false), MessageOptions.of())
        .getSubcommands()
        .keySet();
  }

  @Test
  void namesEveryCommandOptionGroupAndExitCode() {
    Invocation help = vitcc("--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("Usage: vitcc MODEL.vit -o DIR")
        .contains("Target", "Verification", "Inspection", "Commands", "Exit codes", "Examples")
        .contains("--board", "--fps", "--clock", "--emit", "--sim", "--synth", "--dump-ir")
        .contains("--print-ir-after-all", "--print-ir-after", "--verilator")
        .contains("verification found a mismatch");
    for (String command : commands()) {
      assertThat(help.out()).containsPattern("(?m)^  " + command + " ");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExitCodes(String command) {
    Invocation help = vitcc(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: vitcc " + command, "Exit codes:", "70");
    assertThat(help.out().lines().mapToInt(String::length).max().orElseThrow())
        .isLessThanOrEqualTo(100);
  }

  @Test
  void versionIsThatOfTheProject() throws IOException {
    String project = Files.readString(Path.of("../pom.xml"));
    assertThat(vitcc("--version").out())
        .matches("vitcc \\Q" + Vitcc.VERSION + "\\E\nJava 25\\S*, .+\n");
    assertThat(project).containsPattern("<version>" + Vitcc.VERSION + "(-SNAPSHOT)?</version>");
  }

  @Test
  void boardsListsPartsAndResources() {
    assertThat(vitcc("boards").out())
        .containsPattern("zcu102 +xczu9eg-ffvb1156-2-e +274,080 +548,160 +2,520 +912 +0")
        .contains("kv260", "u250");
  }

  @Test
  void passesComeInTheOrderInWhichTheyRun() {
    assertThat(vitcc("passes").out().lines())
        .map(line -> line.split(" +", 2)[0])
        .containsSubsequence("remove-unused", "fold-normalization", "calibrate")
        .endsWith("approximate-functions", "tile-and-unroll", "schedule");
  }
}
