package dev.vitcc.cli.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Reports in the vendor's formats, with figures of our own.
class VendorFormatsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/vendor");

  private static String sample(String name) throws IOException {
    return Files.readString(SAMPLES.resolve(name));
  }

  @Test
  void readsUtilizationAfterSynthesis() throws IOException {
    UtilizationReport report = UtilizationReport.parse(sample("synth_utilization_2022.2.rpt"));
    assertThat(report.tool()).isEqualTo("Vivado 2022.2");
    assertThat(report.state()).isEqualTo("Synthesized");
    assertThat(report.sites())
        .isEqualTo(Map.of("lut", 18765., "ff", 21098., "dsp", 193., "bram36", 17.5, "uram", 0.));
  }

  @Test
  void readsUtilizationOfALaterVersionAndUltraRam() throws IOException {
    UtilizationReport report = UtilizationReport.parse(sample("impl_utilization_2025.1.rpt"));
    assertThat(report.tool()).isEqualTo("Vivado 2025.1");
    assertThat(report.sites()).containsEntry("uram", 3.).containsEntry("lut", 17345.);
  }

  @Test
  void readsUtilizationOfSevenSeries() throws IOException {
    assertThat(UtilizationReport.parse(sample("impl_utilization_zynq7000.rpt")).sites())
        .isEqualTo(Map.of("lut", 9876., "ff", 12345., "dsp", 200., "bram36", 42., "uram", 0.));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLB LUTs", "CLB Registers", "Block RAM Tile", "DSPs"})
  void missingRowIsNamed(String row) throws IOException {
    String without =
        sample("synth_utilization_2022.2.rpt").replaceAll("(?m)^\\| " + row + ".*\\n", "");
    assertThatThrownBy(() -> UtilizationReport.parse(without))
        .isInstanceOf(ReportFormatException.class)
        .hasMessageContaining(row);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\n", "| Tool Version : Vivado v.2024.1\n"})
  void whatIsNoReportIsRefused(String text) {
    assertThatThrownBy(() -> UtilizationReport.parse(text))
        .isInstanceOf(ReportFormatException.class);
    assertThatThrownBy(() -> TimingReport.parse(text)).isInstanceOf(ReportFormatException.class);
  }

  @Test
  void numberThatIsNoneIsRefused() throws IOException {
    String wrong = sample("synth_utilization_2022.2.rpt").replace("18765", "many!");
    assertThatThrownBy(() -> UtilizationReport.parse(wrong)).hasMessageContaining("'many!'");
  }

  @Test
  void readsTimingThatIsMet() throws IOException {
    assertThat(TimingReport.parse(sample("synth_timing.rpt")))
        .isEqualTo(new TimingReport("Vivado 2022.2", 1.25, 0, 6.666));
    assertThat(TimingReport.parse(sample("synth_timing.rpt")).json().path("reached_mhz").asDouble())
        .isEqualTo(184.6);
  }

  @Test
  void readsTimingThatIsMissed() throws IOException {
    TimingReport report = TimingReport.parse(sample("impl_timing_missed.rpt"));
    assertThat(report.slackNs()).isEqualTo(-0.334);
    assertThat(report.failing()).isEqualTo(17);
    assertThat(report.json().path("reached_mhz").asDouble()).isEqualTo(142.9);
  }

  @Test
  void timingWithoutClockIsRefused() throws IOException {
    String none =
        sample("synth_timing.rpt").replace("      1.250       -1.250", "         NA           NA");
    assertThatThrownBy(() -> TimingReport.parse(none))
        .hasMessageContaining("no clock is constrained");
    String cut = sample("synth_timing.rpt").replaceFirst("(?s)\\| Clock Summary.*", "");
    assertThatThrownBy(() -> TimingReport.parse(cut)).hasMessageContaining("Clock Summary");
  }

  @Test
  void readsHlsSynthesisAndLeavesOutWhatIsNotKnown() throws IOException {
    ObjectNode report = HlsSynthesis.parse(Files.readAllBytes(SAMPLES.resolve("csynth.xml")));
    assertThat(report.path("tool").asString()).isEqualTo("Vitis HLS 2023.2");
    assertThat(report.path("estimated_ns").asDouble()).isEqualTo(4.867);
    assertThat(report.at("/resources/bram18").asInt()).isEqualTo(77);
    assertThat(report.has("most_cycles")).isFalse();
    byte[] known =
        sample("csynth.xml")
            .replace("<Worst-caseLatency>undef", "<Worst-caseLatency>9000")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(HlsSynthesis.parse(known).path("most_cycles").asLong()).isEqualTo(9000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<profile/>", "<profile", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><profile/>"})
  void xmlThatIsNoReportIsRefused(String text) {
    assertThatThrownBy(() -> HlsSynthesis.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ReportFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "synth_timing.rpt, 1.250       -1.250, Infinity -1.250",
    "synth_timing.rpt, 1.250       -1.250, 1e300 -1.250",
    "synth_timing.rpt, 1.250       -1.250, 999999 -1.250",
    "impl_timing_missed.rpt, -0.334, NaN",
    "synth_utilization_2022.2.rpt, 18765, -1",
    "synth_utilization_2022.2.rpt, 18765, NaN",
    "csynth.xml, <Worst-caseLatency>undef, <Worst-caseLatency>99999999999999999999",
    "csynth.xml, 4.867, Infinity"
  })
  void figuresThatNoToolWritesAreRefused(String name, String from, String to) throws IOException {
    assertThat(sample(name)).contains(from);
    String odd = sample(name).replace(from, to);
    assertThatThrownBy(
            () -> {
              if (name.endsWith(".xml")) {
                HlsSynthesis.parse(odd.getBytes(StandardCharsets.UTF_8));
              } else if (name.contains("timing")) {
                TimingReport.parse(odd);
              } else {
                UtilizationReport.parse(odd);
              }
            })
        .isInstanceOf(ReportFormatException.class)
        .hasMessageContaining(to.replaceFirst("<.*>", "").replaceFirst(" .*", ""));
  }
}
