package dev.vitcc.cli.shell;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.testbenches.tools.LocalTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manual page says what `--help` says, in roff that formatters have nothing against.
class ManPageTest {
  private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)");
  @TempDir private Path folder;

  private final String page = vitcc("man").out();

  /// The page without its formatting.
  private String plain() {
    return page.replaceAll("\\\\f[BIR]", "").replace("\\-", "-").replace("\\[aq]", "'");
  }

  @Test
  void namesEveryCommandWithEveryOptionOfItsHelp() {
    List<String> commands =
        Pattern.compile("(?m)^  ([a-z]+) {2,}")
            .matcher(vitcc("--help").out())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(commands).contains("run", "man", "init").hasSizeGreaterThan(12);
    for (String command : commands) {
      String section = plain().split("\n.SS vitcc " + command + "\n", 2)[1].split("\n.SS ", 2)[0];
      String common = plain().split("\n.SS Options of every command\n", 2)[1].split("\n.SH ", 2)[0];
      assertThat(OPTION.matcher(vitcc(command, "--help").out()).results().map(ManPageTest::name))
          .isNotEmpty()
          .allMatch(option -> (section + common).matches("(?s).*" + option + "[=,\n\\[].*"));
    }
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }

  @Test
  void namesExitCodesFilesAndEnvironment() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(plain()).contains(".TP\n" + code.code() + "\n" + code.meaning());
    }
    assertThat(page).contains("NO_COLOR", "XDG_CACHE_HOME", "manifest.json", ".SH EXAMPLES");
    assertThat(page).matches("[\\x20-\\x7e\\n]*").isEqualTo(vitcc("man").out());
  }

  @Test
  void textThatLooksLikeRoffIsText() {
    assertThat(Roff.prose(".json \\n a-b 'c' ×"))
        .isEqualTo("\\&.json \\en a\\-b \\[aq]c\\[aq] \\[u00D7]");
    assertThat(Roff.prose("x".repeat(75) + " .SH NAME")).contains("\n\\&.SH NAME");
  }

  @Test
  void groffHasNoWarning() throws Exception {
    assertThat(complaints("groff", "-man", "-ww", "-z", "-Tutf8")).isEmpty();
  }

  @Test
  void mandocHasNoWarning() throws Exception {
    assertThat(complaints("mandoc", "-Tlint", "-Wwarning")).isEmpty();
  }

  private String complaints(String... command) throws IOException, InterruptedException {
    assumeTrue(LocalTools.missing(List.of(command[0])).isEmpty(), command[0] + " is not installed");
    Path file = Files.writeString(folder.resolve("vitcc.1"), page);
    Process process =
        new ProcessBuilder(
                Stream.concat(Arrays.stream(command), Stream.of(file.toString())).toList())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
