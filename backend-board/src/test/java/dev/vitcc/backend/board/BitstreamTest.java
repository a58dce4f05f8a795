package dev.vitcc.backend.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The block design connects all there is, at the clock and the addresses that the drivers expect.
class BitstreamTest {
  @TempDir private Path build;

  private void write(BoardDesign design) throws IOException {
    TestBuild.write(build, TestBuild.files(design));
  }

  private ScriptRun run(BoardDesign design, Map<String, String> settings)
      throws IOException, InterruptedException {
    write(design);
    ScriptRun ip = ScriptRun.of(build, "package_ip.tcl");
    assertThat(ip.code()).as(ip.said()).isZero();
    return ScriptRun.of(build, "bitstream.tcl", settings);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "4,4", "6,4"})
  void zynqUltraScaleHasPortForEachOfTheEngine(int ports, int used)
      throws IOException, InterruptedException {
    ScriptRun run = run(TestBuild.design("zcu102", ports, 128, 187.5), Map.of());
    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.of("board_part")).containsExactly("xilinx.com:zcu102:part0:3.10");
    assertThat(run.of("wire")).hasSize(2 + ports + used);
    for (int port = 0; port < ports; port++) {
      assertThat(run.of("wire"))
          .contains(
              "vitcc_accel_0/m_axi_gmem%d memory_axi_%d/S%02d_AXI"
                  .formatted(port, port % used, port / used));
    }
    assertThat(run.of("config"))
        .contains(
            "ps config.psu__crl_apb__pl0_ref_ctrl__freqmhz 187.5",
            "ps config.psu__use__m_axi_gp1 0");
    for (int host = 0; host < 4; host++) {
      assertThat(run.of("config"))
          .contains("ps config.psu__use__s_axi_gp" + (host + 2) + " " + (host < used ? 1 : 0));
    }
    List<String> segments = new ArrayList<>();
    segments.add("ps/Data/SEG_vitcc_accel_0_reg0 0xa0000000 0x1000");
    for (int port = 0; port < ports; port++) {
      String name = "vitcc_accel_0/m_axi_gmem" + port + "/SEG_ps_HP" + port % used + "_DDR_";
      segments.add(name + "HIGH 0x0 32G");
      segments.add(name + "LOW 0x0 2G");
    }
    assertThat(run.of("segment")).containsExactlyInAnyOrderElementsOf(segments);
    assertThat(run.of("excluded")).hasSize(2 * ports);
    assertThat(run.of("net"))
        .contains("vitcc_accel_0/interrupt ps/pl_ps_irq0", "ps/pl_resetn0 reset_0/ext_reset_in");
    assertThat(run.made()).contains("validated");
    assertThat(build.resolve("vivado/bitstream"))
        .isDirectoryContaining("glob:**.bit")
        .isDirectoryContaining("glob:**.hwh")
        .isDirectoryContaining("glob:**.xsa");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void zynq7000HasPortForEachOfTheEngine(int ports) throws IOException, InterruptedException {
    ScriptRun run = run(TestBuild.design("pynq_z2", ports, 64, 100), Map.of());
    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.of("wire")).hasSize(2 + 2 * ports);
    assertThat(run.of("config"))
        .contains(
            "ps config.pcw_fpga0_peripheral_freqmhz 100", "ps config.pcw_s_axi_hp0_data_width 64");
    for (int host = 0; host < 4; host++) {
      assertThat(run.of("config"))
          .contains("ps config.pcw_use_s_axi_hp" + host + " " + (host < ports ? 1 : 0));
    }
    assertThat(run.of("segment"))
        .contains("ps/Data/SEG_vitcc_accel_0_reg0 0x40000000 0x1000")
        .hasSize(1 + ports);
    assertThat(run.of("net")).contains("vitcc_accel_0/interrupt ps/IRQ_F2P");
  }

  /// What drivers are told is what the scripts do.
  @ParameterizedTest
  @CsvSource({
    "zcu102,0xa0000000,<0x0 0xa0000000 0x0 0x1000>",
    "pynq_z2,0x40000000,<0x40000000 0x1000>"
  })
  void driversKnowTheAddress(String board, String address, String range) {
    Map<String, String> driver =
        new DriverBackend().emit(TestBuild.design(board, 1, 64, 100), false);
    assertThat(driver.get("driver/vitcc_accel_hw.h"))
        .contains("#define VITCC_BASE_ADDRESS " + address + "u");
    assertThat(driver.get("driver/vitcc_accel.dtsi")).contains("reg = " + range);
  }

  @ParameterizedTest
  @CsvSource({"u250,names no processing system", "vck190,of Versal are not generated yet"})
  void boardWithoutProcessorGetsTheIpAndTheReason(String board, String reason) {
    BoardDesign design = TestBuild.design(board, 2, 256, 200);
    Map<String, String> files = new VivadoBackend().emit(design);
    assertThat(files)
        .containsKeys("vivado/package_ip.tcl", "vivado/synth.tcl")
        .doesNotContainKeys("vivado/bitstream.tcl", "vivado/program.tcl", "vivado/processor.tcl");
    assertThat(files.get("vivado/no_bitstream.txt"))
        .contains(
            "no bitstream for " + board, reason, "vitcc:accel:vitcc_accel:1.0", "2 AXI4 of 256");
    assertThat(new DriverBackend().emit(design, false))
        .doesNotContainKey("driver/vitcc_accel.dtsi");
  }

  @Test
  void missingBoardFilesAreNamed() throws IOException, InterruptedException {
    ScriptRun run =
        run(TestBuild.design("zcu102", 1, 128, 150), Map.of("STAND_IN_BOARDS", "a:b:part0:1.0"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("no board files of xilinx.com:zcu102:part0", "Vivado Store");
  }

  @Test
  void missingIpBlockIsNamed() throws IOException, InterruptedException {
    Map<String, String> files = TestBuild.files(TestBuild.design("zcu102", 1, 128, 150));
    files.computeIfPresent(
        "vivado/bitstream.tcl", (name, text) -> text.replace("newest smartconnect", "newest none"));
    TestBuild.write(build, files);
    assertThat(ScriptRun.of(build, "package_ip.tcl").code()).isZero();
    ScriptRun run = ScriptRun.of(build, "bitstream.tcl");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("this Vivado has no IP block none");
  }

  @Test
  void clockThatTheBoardCanNotMakeIsRefused() throws IOException, InterruptedException {
    BoardDesign design = TestBuild.design("zcu102", 1, 128, 160);
    ScriptRun run = run(design, Map.of("STAND_IN_CLOCK", "187.498"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said())
        .contains("runs at 187.498 MHz, asked for were 160 MHz", "--clock 187.498");
  }

  @Test
  void timingThatIsNotMetGivesNoBitstream() throws IOException, InterruptedException {
    BoardDesign design = TestBuild.design("zcu102", 1, 128, 150);
    ScriptRun run = run(design, Map.of("STAND_IN_SLACK", "-0.5"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("slack -0.5 ns at 150.0 MHz", "--clock 139.5");
    assertThat(build.resolve("vivado/bitstream")).doesNotExist();
    assertThat(build.resolve("vivado/reports")).isDirectoryContaining("glob:**impl_timing.rpt");
    ScriptRun taken =
        ScriptRun.of(
            build, "bitstream.tcl", Map.of("STAND_IN_SLACK", "-0.5", "VITCC_ALLOW_SLACK", "1"));
    assertThat(taken.code()).as(taken.said()).isZero();
  }

  @Test
  void implementationThatFailsSaysWhereToLook() throws IOException, InterruptedException {
    ScriptRun run =
        run(TestBuild.design("zcu102", 1, 128, 150), Map.of("STAND_IN_PROGRESS", "40%"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("implementation failed", "runme.log");
    assertThat(build.resolve("vivado/reports")).isEmptyDirectory();
  }

  @Test
  void needsTheIpBlock() throws IOException, InterruptedException {
    write(TestBuild.design("zcu102", 1, 128, 150));
    ScriptRun run = ScriptRun.of(build, "bitstream.tcl");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("no IP block", "make ip");
  }

  @Test
  void programLoadsTheBitstream() throws IOException, InterruptedException {
    assertThat(run(TestBuild.design("zcu102", 1, 128, 150), Map.of()).code()).isZero();
    ScriptRun run = ScriptRun.of(build, "program.tcl", Map.of("VITCC_HW_SERVER", "lab:3121"));
    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.of("server")).containsExactly("lab:3121");
    assertThat(run.of("programmed")).containsExactly("xczu9_0 vitcc_accel.bit");
  }

  /// The stand-in is no yes-man: a pin that nobody connects is an error, as in Vivado.
  @Test
  void connectionThatWasForgottenIsNoticed() throws IOException, InterruptedException {
    Map<String, String> files = TestBuild.files(TestBuild.design("zcu102", 2, 128, 150));
    files.computeIfPresent(
        "vivado/bitstream.tcl",
        (name, text) -> text.replace("connect_clock vitcc_accel_0/ap_clk\n", ""));
    TestBuild.write(build, files);
    assertThat(ScriptRun.of(build, "package_ip.tcl").code()).isZero();
    ScriptRun run = ScriptRun.of(build, "bitstream.tcl");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("vitcc_accel_0/ap_clk is open");
  }
}
