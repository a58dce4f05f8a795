package dev.vitcc.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.TinyModel;
import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.diagnostics.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said where, to terminals, pipes and logs.
class ConsoleTest {
  private static final Terminals BOTH = new Terminals(true, true);
  private static final Terminals RESULTS_ONLY = new Terminals(true, false);
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(Terminals terminals, Map<String, String> environment, String... words) {
    return new Console(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminals,
        environment,
        MessageOptions.of(words));
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void work(Console console) {
    for (int i = 1; i <= 1000; i++) {
      console.progress("image", i, 1000);
    }
    console.note("a note");
    console.detail("a detail");
    console.line("a result");
    console.trouble(new Trouble(ExitCode.MISMATCH, "an error", "do this"));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a result" + System.lineSeparator());
  }

  @Test
  void terminalShowsProgressInOneLineThatIsGoneAfterwards() {
    work(console(BOTH, Map.of()));
    assertThat(errors()).containsPattern("\r\033\\[K[^\n]*image \\d+ of 1000[^\n]*\r\033\\[K");
    String seen = errors().replaceAll("\r\033\\[K[^\r\n]*(?=\r\033\\[K)", "");
    assertThat(seen.replace("\r\033[K", "").lines())
        .containsExactly("vitcc: a note", "vitcc: an error", "vitcc: hint: do this");
  }

  @Test
  void logHasNoProgressThoughResultsGoToTerminal() {
    work(console(RESULTS_ONLY, Map.of()));
    assertThat(errors().lines())
        .containsExactly("vitcc: a note", "vitcc: an error", "vitcc: hint: do this");
  }

  @Test
  void quietSaysErrorsOnlyAndVerboseSaysMore() {
    work(console(BOTH, Map.of(), "--quiet"));
    assertThat(errors().lines()).containsExactly("vitcc: an error", "vitcc: hint: do this");
    err.reset();
    out.reset();
    work(console(Terminals.NONE, Map.of(), "-v"));
    assertThat(errors().lines()).contains("vitcc: a detail").hasSizeLessThan(6);
  }

  @ParameterizedTest
  @CsvSource({
    "auto,   true,  '',             true",
    "auto,   false, '',             false",
    "auto,   true,  NO_COLOR=1,     false",
    "auto,   true,  NO_COLOR=,      true",
    "auto,   false, CLICOLOR_FORCE=1, true",
    "auto,   false, CLICOLOR_FORCE=0, false",
    "auto,   true,  CLICOLOR=0,     false",
    "auto,   true,  TERM=dumb,      false",
    "always, false, NO_COLOR=1,     true",
    "never,  true,  CLICOLOR_FORCE=1, false"
  })
  void colorFollowsOptionThenEnvironmentThenTerminal(
      String option, boolean terminal, String variable, boolean expected) throws IOException {
    String[] pair = variable.split("=", 2);
    Map<String, String> environment = pair.length == 2 ? Map.of(pair[0], pair[1]) : Map.of();
    Path model = TinyModel.in(folder, TinyModel.TEXT.replace("mlp(", "mpl("));
    Console console = console(new Terminals(terminal, terminal), environment);
    String color = "--color=" + option;
    assertThat(Vitcc.run(console, model.toString(), "-o", folder + "/b", color)).isEqualTo(1);
    assertThat(errors().contains("\033[1;31merror")).isEqualTo(expected);
    Vitcc.run(console, "boards", "--help", color);
    assertThat(out.toString(StandardCharsets.UTF_8).contains("\033[")).isEqualTo(expected);
  }

  @Test
  void noColorWinsOverForce() {
    Map<String, String> both = Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1");
    assertThat(Color.AUTO.isOn(true, both)).isFalse();
  }

  @Test
  void verboseTellsEachPassOnStandardErrorAndQuietNothing() throws IOException {
    Path model = TinyModel.in(folder);
    Console piped = console(Terminals.NONE, Map.of());
    assertThat(Vitcc.run(piped, model.toString(), "-o", folder + "/v", "--verbose")).isZero();
    assertThat(errors()).containsPattern("\\] calibrate: \\d+\\.\\d+ s, \\d+ → \\d+ nodes");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("calibrate:");
    String summary = out.toString(StandardCharsets.UTF_8);
    err.reset();
    out.reset();
    assertThat(Vitcc.run(piped, model.toString(), "-o", folder + "/q", "-q")).isZero();
    assertThat(errors()).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(summary);
  }

  @Test
  void optionsMayStandBeforeTheCommandToo() {
    List<String> seen = new java.util.ArrayList<>();
    for (String[] words :
        new String[][] {{"--color=always", "boards", "-h"}, {"boards", "-h", "--color=always"}}) {
      out.reset();
      Vitcc.run(console(Terminals.NONE, Map.of()), words);
      seen.add(out.toString(StandardCharsets.UTF_8));
    }
    assertThat(seen.getFirst()).contains("\033[").isEqualTo(seen.getLast());
  }
}
