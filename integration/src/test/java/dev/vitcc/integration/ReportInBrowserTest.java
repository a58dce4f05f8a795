package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.console.Console;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages in a browser: no error in its console, nothing asked of the network.
@Tag("nightly")
class ReportInBrowserTest {
  private static final long LARGE = 1_000_000;
  private static final Pattern CONSOLE = Pattern.compile("CONSOLE.*");
  private static final Pattern ASKED = Pattern.compile("\"url\":\"(https?://[^\"]*)\"");

  /// What Chromium asks for of its own accord.
  private static final Pattern ITS_OWN =
      Pattern.compile(
          "https?://(clients2\\.google|update\\.googleapis|accounts\\.google|redirector\\.gvt1)\\.com/.*");

  @TempDir private Path folder;

  /// @param dom what the page has become
  /// @param complaints on the console
  /// @param asked of the network
  private record Seen(String dom, List<String> complaints, Set<String> asked) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digits/digits.vit",
        "digits/polynomial.vit",
        "digits/auto_pruned.vit",
        "deit/deit_base.vit"
      })
  void reportOpensInPeace(String model) throws IOException, InterruptedException {
    RequiredTools.require("chromium");
    Path build = folder.resolve("build");
    PrintStream silent =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int code =
        Vitcc.run(
            new Console(silent, silent, false),
            Path.of("..", "examples", model).toString(),
            "-o",
            build.toString());
    assertThat(code).isEqualTo(ExitCode.DONE.code());
    Path page = build.resolve("report.html");
    assertThat(Files.size(page)).isLessThan(LARGE);
    Seen seen = open(page);
    assertThat(seen.complaints()).isEmpty();
    assertThat(seen.asked()).isEmpty();
    assertThat(seen.dom()).contains(">Copy</button>");
  }

  @Test
  void whatAPageDoesWrongIsSeen() throws IOException, InterruptedException {
    RequiredTools.require("chromium");
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            "<!DOCTYPE html><img src='http://192.0.2.1/x.png'><script>throw new Error('wrong')</script>");
    Seen seen = open(page);
    assertThat(seen.complaints()).anyMatch(line -> line.contains("wrong"));
    assertThat(seen.asked()).contains("http://192.0.2.1/x.png");
  }

  private Seen open(Path page) throws IOException, InterruptedException {
    Path log = folder.resolve("net.json");
    List<String> words =
        List.of(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=" + folder.resolve("profile"),
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
            "--log-net-log=" + log,
            "--dump-dom",
            page.toRealPath().toUri().toString());
    List<String> said = new ArrayList<>();
    int code =
        LocalTools.unnamed().run(new ToolCommand(words, folder, List.of(), List.of()), said::add);
    assertThat(code).as(String.join("\n", said)).isZero();
    Set<String> asked = new TreeSet<>();
    Matcher urls = ASKED.matcher(Files.readString(log));
    while (urls.find()) {
      asked.add(urls.group(1));
    }
    asked.removeIf(url -> ITS_OWN.matcher(url).matches());
    List<String> complaints = said.stream().filter(line -> CONSOLE.matcher(line).find()).toList();
    return new Seen(String.join("\n", said), complaints, asked);
  }
}
