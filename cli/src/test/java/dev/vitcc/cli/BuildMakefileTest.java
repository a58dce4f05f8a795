package dev.vitcc.cli;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.testbenches.tools.LocalTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the Makefile of a build runs, and when it runs it again; with a script in place of Vivado.
class BuildMakefileTest {
  @TempDir private Path folder;
  private Path build = Path.of("");
  private Path vivado = Path.of("");

  @BeforeEach
  void standIn() throws IOException {
    List<String> missing = LocalTools.missing(List.of("make", "sh"));
    if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail("not installed: " + missing);
    }
    assumeTrue(missing.isEmpty());
    build = folder.resolve("build");
    vivado = folder.resolve("vivado.sh");
    Files.writeString(
        vivado,
        """
        #!/bin/sh
        echo "$@" >> "$CALLS"
        test -z "$BROKEN" || exit 1
        case "$*" in
          *package_ip.tcl*) mkdir -p ip && echo > ip/component.xml ;;
          *synth.tcl*) mkdir -p reports && echo > reports/synth_manifest.json ;;
          *bitstream.tcl*) mkdir -p bitstream && echo > bitstream/vitcc_accel.bit ;;
        esac
        """);
    assertThat(vivado.toFile().setExecutable(true)).isTrue();
  }

  private void compile(String... options) throws IOException {
    List<Object> words = new ArrayList<>(List.of(TinyModel.in(folder), "-o", build));
    words.addAll(List.of(options));
    assertThat(vitcc(words.toArray()).code()).isZero();
  }

  private record Made(int code, String said) {}

  private Made make(Path where, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("make", "-C", where.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CALLS", folder.resolve("calls.txt").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Made(process.waitFor(), said);
  }

  private Made withVivado(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("VIVADO=" + vivado);
    return make(build, all.toArray(String[]::new));
  }

  /// The scripts that ran so far, in order.
  private List<String> scripts() throws IOException {
    Path calls = folder.resolve("calls.txt");
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream()
            .map(line -> line.replaceFirst(".*-source (\\S+)$", "$1"))
            .toList()
        : List.of();
  }

  private void touch(String file) throws IOException {
    Files.setLastModifiedTime(build.resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void runsWhatIsNeededAndNothingTwice() throws IOException, InterruptedException {
    compile();
    assertThat(withVivado("bitstream").code()).isZero();
    assertThat(scripts()).containsExactly("package_ip.tcl", "bitstream.tcl");
    assertThat(withVivado("ip", "bitstream", "-j4").code()).isZero();
    assertThat(scripts()).hasSize(2);
    assertThat(withVivado("vivado-synth", "program").code()).isZero();
    assertThat(scripts().subList(2, 4)).containsExactlyInAnyOrder("synth.tcl", "program.tcl");
    touch("rtl/vitcc_core.sv");
    assertThat(withVivado("bitstream").code()).isZero();
    assertThat(scripts().subList(4, 6)).containsExactly("package_ip.tcl", "bitstream.tcl");
  }

  @Test
  void runThatFailsIsRunAgain() throws IOException, InterruptedException {
    compile();
    assertThat(make(build, "ip", "VIVADO=env BROKEN=1 " + vivado).code()).isNotZero();
    assertThat(build.resolve("vivado/ip")).doesNotExist();
    assertThat(withVivado("ip").code()).isZero();
    assertThat(scripts()).containsExactly("package_ip.tcl", "package_ip.tcl");
  }

  @Test
  void missingVivadoIsSaid() throws IOException, InterruptedException {
    compile();
    for (String target : List.of("ip", "vivado-synth", "bitstream")) {
      Made made = make(build, target, "VIVADO=no-such-vivado");
      assertThat(made.code()).isNotZero();
      assertThat(made.said()).contains("no 'no-such-vivado' on the search path", "settings64.sh");
    }
  }

  @Test
  void boardWithoutProcessorGetsTheIpBlockAndTheReason() throws IOException, InterruptedException {
    compile("--board", "u250");
    Made made = withVivado("bitstream");
    assertThat(made.code()).isNotZero();
    assertThat(made.said()).contains("no bitstream for u250", "names no processing system");
    assertThat(scripts()).containsExactly("package_ip.tcl");
  }

  @Test
  void whatWasNotCompiledForIsSaid() throws IOException, InterruptedException {
    compile("--emit", "hls");
    for (String target : List.of("sim", "ip", "bitstream", "driver-test")) {
      Made made = make(build, target);
      assertThat(made.code()).as(target).isNotZero();
      assertThat(made.said()).contains(target + ": there is no", "compile with --emit rtl");
    }
  }

  /// As examples/soc has it: the IP block of a build is made for a larger design.
  @Test
  void largerMakefileIncludesTheBuild() throws IOException, InterruptedException {
    compile();
    Path soc = Files.createDirectories(folder.resolve("soc"));
    Files.copy(Path.of("..", "examples", "soc", "Makefile"), soc.resolve("Makefile"));
    Made made = make(soc, "design", "BUILD=" + build, "VIVADO=" + vivado);
    assertThat(made.code()).as(made.said()).isZero();
    assertThat(made.said()).contains("vivado/ip", "vitcc_accel.sv");
    assertThat(scripts()).containsExactly("package_ip.tcl");
    assertThat(make(soc, "design", "BUILD=" + build, "VIVADO=" + vivado).code()).isZero();
    assertThat(scripts()).hasSize(1);
  }
}
