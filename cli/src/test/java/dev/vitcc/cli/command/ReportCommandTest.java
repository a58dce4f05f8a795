package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What vendors' tools left in a build comes into its report, and nothing else does.
class ReportCommandTest {
  private static final Path SAMPLES = Path.of("src/test/resources/vendor");

  @TempDir private Path folder;
  private Path build = Path.of("");

  @BeforeEach
  void compile() throws IOException {
    build = folder.resolve("build");
    assertThat(vitcc(TinyModel.in(folder), "-o", build, "--emit", "all").code()).isZero();
  }

  private void leave(String sample, String file) throws IOException {
    Path to = build.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(SAMPLES.resolve(sample), to);
  }

  private void leaveManifest(String file) throws IOException {
    Files.createDirectories(build.resolve(file).getParent());
    Files.copy(build.resolve("manifest.json"), build.resolve(file));
  }

  private void synthesised() throws IOException {
    leave("synth_utilization_2022.2.rpt", "vivado/reports/synth_utilization.rpt");
    leave("synth_timing.rpt", "vivado/reports/synth_timing.rpt");
    leaveManifest("vivado/reports/synth_manifest.json");
  }

  private JsonNode report() throws IOException {
    return JsonMapper.builder().build().readTree(build.resolve("report.json"));
  }

  @Test
  void withoutAnyRunItShowsWhatThereIs() throws IOException {
    String before = Files.readString(build.resolve("report.json"));
    Invocation shown = vitcc("report", build);
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("tiny on zcu102", "estimate")
        .doesNotContain("Vivado", "timing");
    assertThat(build.resolve("report.json")).hasContent(before.strip());
  }

  @Test
  void synthesisComesBesideTheEstimate() throws IOException {
    synthesised();
    Invocation shown = vitcc("report", build);
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains(
            "estimated", "Vivado synth", "18,765", "met at 150 MHz, slack 1.250 ns, so 184.6 MHz");
    assertThat(report().at("/resources/vivado_synthesised/lut").asInt()).isEqualTo(18765);
    assertThat(report().at("/resources/vivado_synthesised/bram36").asDouble()).isEqualTo(17.5);
    assertThat(report().at("/resources/implemented").isMissingNode()).isTrue();
    assertThat(Files.readString(build.resolve("report.html")))
        .contains("Vivado synth", "18,765", "184.6");
    assertThat(vitcc("report", build).out()).isEqualTo(shown.out());
    assertThat(vitcc("sim", build, "--frames", "99").err()).contains("--frames 99");
  }

  @Test
  void implementationComesWithItsSurroundings() throws IOException {
    leave("impl_utilization_2025.1.rpt", "vivado/reports/impl_utilization.rpt");
    leave("impl_utilization_2025.1.rpt", "vivado/reports/impl_design_utilization.rpt");
    leave("impl_timing_missed.rpt", "vivado/reports/impl_timing.rpt");
    leaveManifest("vivado/reports/impl_manifest.json");
    Invocation shown = vitcc("report", build);
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("implemented", "whole design", "missed at 150 MHz", "142.9 MHz");
    assertThat(report().at("/resources/implemented/lut").asInt()).isEqualTo(17345);
    assertThat(report().at("/timing/implemented/failing_endpoints").asInt()).isEqualTo(17);
  }

  @Test
  void hlsSynthesisComesFromEitherGenerationOfTools() throws IOException {
    for (String run : new String[] {"work/hls", "vitcc_hls/solution"}) {
      String where = "hls/" + run + "/syn/report/csynth.xml";
      leave("csynth.xml", where);
      leaveManifest("hls/synthesis_manifest.json");
      assertThat(vitcc("report", build).out()).contains("LUT 45,678", "Vitis HLS 2023.2");
      assertThat(report().at("/hls/synthesised/resources/dsp").asInt()).isEqualTo(201);
      assertThat(Files.readString(build.resolve("report.html"))).contains("45,678");
      Files.delete(build.resolve(where));
      Files.delete(build.resolve("hls/synthesis_manifest.json"));
      assertThat(vitcc("report", build).out()).doesNotContain("Vitis HLS 2023.2");
      assertThat(report().at("/hls/synthesised").isMissingNode()).isTrue();
    }
  }

  @Test
  void figuresOfAnotherDesignAreNotTaken() throws IOException {
    synthesised();
    assertThat(vitcc("report", build).code()).isZero();
    String other = TinyModel.TEXT.replace("pn = 8", "pn = 16");
    assertThat(vitcc(TinyModel.in(folder, other), "-o", build).code()).isZero();
    Invocation shown = vitcc("report", build);
    assertThat(shown.code()).isZero();
    assertThat(shown.err()).contains("make vivado-synth", "of another design");
    assertThat(shown.out()).doesNotContain("Vivado");
    assertThat(report().at("/resources/vivado_synthesised").isMissingNode()).isTrue();
  }

  @Test
  void runThatDidNotFinishCountsForNothing() throws IOException {
    synthesised();
    Files.delete(build.resolve("vivado/reports/synth_manifest.json"));
    assertThat(vitcc("report", build).out()).doesNotContain("Vivado");
  }

  @Test
  void reportThatIsNotUnderstoodLeavesTheOldOne() throws IOException {
    synthesised();
    Files.writeString(build.resolve("vivado/reports/synth_utilization.rpt"), "cut off");
    String before = Files.readString(build.resolve("report.json"));
    Invocation refused = vitcc("report", build);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("E0604", "synth_utilization.rpt", "does not begin as a report");
    assertThat(build.resolve("report.json")).hasContent(before.strip());
  }

  @Test
  void synthesisIsNotTakenForImplementation() throws IOException {
    leave("synth_utilization_2022.2.rpt", "vivado/reports/impl_utilization.rpt");
    leave("synth_utilization_2022.2.rpt", "vivado/reports/impl_design_utilization.rpt");
    leave("impl_timing_missed.rpt", "vivado/reports/impl_timing.rpt");
    leaveManifest("vivado/reports/impl_manifest.json");
    assertThat(vitcc("report", build).err()).contains("in the state 'Synthesized'");
  }

  /// As in a build of a vitcc that wrote none.
  @Test
  void pageThatSomebodyElseWroteIsKept() throws IOException {
    Path manifest = build.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceAll("\\s*\"report.html\": \"[0-9a-f]+\",", ""));
    Files.writeString(build.resolve("report.html"), "mine");
    assertThat(vitcc("report", build).code()).isZero();
    assertThat(build.resolve("report.html")).hasContent("mine");
    Files.delete(build.resolve("report.html"));
    assertThat(vitcc("report", build).code()).isZero();
    assertThat(Files.readString(build.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    assertThat(Files.readString(manifest)).contains("\"report.html\"");
  }

  @Test
  void whatSomebodyChangedIsRefused() throws IOException {
    Path file = build.resolve("report.json");
    String text = Files.readString(file);
    String odd = text.replaceFirst("\"estimated\": [0-9]+", "\"estimated\": {}");
    assertThat(odd).isNotEqualTo(text);
    Files.writeString(file, odd);

    Invocation refused = vitcc("report", build);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("E0603", "report.json was changed after vitcc wrote it");
    assertThat(file).hasContent(odd.strip());
    Files.writeString(file, text);
    assertThat(vitcc("report", build).code()).isZero();
  }
}
