package dev.vitcc.backend.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.program.RegisterField;
import dev.vitcc.ir.program.RegisterMap;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.RegisterMap.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The IP block has every port of the RTL, and every register of the map.
class PackageIpTest {
  private static final String SCRIPT = "package_ip.tcl";
  private static final Pattern RTL_PORT =
      Pattern.compile("^ +(?:input|output) +logic +(?:\\[\\d+:0\\] +)?(\\w+)", Pattern.MULTILINE);

  @TempDir private Path build;

  private ScriptRun run(BoardDesign design, Map<String, String> settings)
      throws IOException, InterruptedException {
    TestBuild.write(build, TestBuild.files(design));
    return ScriptRun.of(build, SCRIPT, settings);
  }

  private static String text(Map<String, String> files, String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  /// The ports that the RTL's top really has.
  private static TreeSet<String> portsOfRtl(Map<String, String> files) {
    String top = text(files, "rtl/vitcc_accel.sv");
    String header = top.substring(top.indexOf("module vitcc_accel ("), top.indexOf(");"));
    TreeSet<String> ports = new TreeSet<>();
    RTL_PORT.matcher(header).results().map(found -> found.group(1)).forEach(ports::add);
    return ports;
  }

  @ParameterizedTest
  @CsvSource({"zcu102,1,128", "zcu102,4,128", "pynq_z2,2,64", "u250,2,512"})
  void everyPortBelongsToAnInterface(String board, int ports, int bits)
      throws IOException, InterruptedException {
    BoardDesign design = TestBuild.design(board, ports, bits, 150);
    ScriptRun run = run(design, Map.of());
    assertThat(run.code()).as(run.said()).isZero();
    TreeSet<String> belong = new TreeSet<>();
    for (String line : run.of("interface")) {
      String[] words = line.replaceAll("[{}]", "").split(" ", -1);
      belong.addAll(List.of(words).subList(2, words.length));
    }
    // The last word of an AXI interface is the address space or memory map that it refers to.
    List<String> axi = new ArrayList<>(List.of("s_axi_control"));
    for (int port = 0; port < ports; port++) {
      axi.add("m_axi_gmem" + port);
    }
    assertThat(belong).containsAll(axi);
    belong.removeAll(axi);
    belong.remove("");
    assertThat(belong).isEqualTo(portsOfRtl(TestBuild.files(design))).hasSize(3 + 17 + 39 * ports);
    assertThat(run.of("space"))
        .hasSize(ports)
        .allMatch(line -> line.endsWith(" 18446744073709551616 " + bits));
    assertThat(run.of("parameter"))
        .contains(
            "ap_clk ASSOCIATED_BUSIF " + String.join(":", axi),
            "ap_clk ASSOCIATED_RESET ap_rst_n",
            "ap_rst_n POLARITY ACTIVE_LOW",
            "interrupt SENSITIVITY LEVEL_HIGH");
    assertThat(run.of("core")).containsExactly("vitcc:accel:vitcc_accel:1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void registersAreThoseOfTheMap(String infers) throws IOException, InterruptedException {
    ScriptRun run = run(TestBuild.design("zcu102", 2, 128, 150), Map.of("STAND_IN_INFERS", infers));
    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.of("block")).containsExactly("s_axi_control|reg0 4096 register");
    Map<String, String> found = new TreeMap<>();
    for (String line : run.of("register")) {
      String[] words = line.split(" ", -1);
      assertThat(words[0]).isEqualTo("reg0");
      assertThat(words[3]).isEqualTo("32");
      found.put(words[1], words[2]);
    }
    Map<String, String> expected = new TreeMap<>();
    for (Register register : Register.values()) {
      expected.put(register.name(), "" + register.address());
    }
    for (Counter counter : Counter.values()) {
      expected.put("COUNTER_" + counter.name() + "_LOW", "" + counter.address());
      expected.put("COUNTER_" + counter.name() + "_HIGH", "" + (counter.address() + 4));
    }
    assertThat(found).isEqualTo(expected);
    assertThat(run.of("field"))
        .contains(
            "CONTROL START 0 1 read-write oneToSet",
            "CONTROL DONE 1 1 read-only clear",
            "INTERRUPT_STATUS READY 1 1 read-write oneToToggle",
            "STATUS FRAMES_DONE 16 16 read-only {}",
            "FRAMES COUNT 0 32 read-write {}");
  }

  @Test
  void fieldsOfRegistersDoNotOverlap() {
    for (Register register : Register.values()) {
      int bits = 0;
      for (RegisterField field : register.fields()) {
        assertThat(bits & field.mask()).as(register + " " + field.name()).isZero();
        bits |= field.mask();
      }
      assertThat(register.address() % 4).isZero();
      assertThat(register.address()).isLessThan(RegisterMap.COUNTERS);
    }
    assertThat(RegisterMap.COUNTERS + Counter.values().length * RegisterMap.COUNTER_BYTES)
        .isLessThan(RegisterMap.BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m_axi_gmem0_rlast", "m_axi_gmem1_wstrb", "s_axi_control_bready"})
  void portThatWasLostIsNoticed(String port) throws IOException, InterruptedException {
    Map<String, String> files = TestBuild.files(TestBuild.design("zcu102", 2, 128, 150));
    String top = text(files, "vivado/vitcc_accel_ip.v");
    String without =
        top.replaceFirst("\n *(input |output) wire (\\[\\d+:0\\] )?" + port + ",?", "");
    assertThat(without).isNotEqualTo(top);
    files.put("vivado/vitcc_accel_ip.v", without);
    TestBuild.write(build, files);
    ScriptRun run = ScriptRun.of(build, SCRIPT);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("lacks " + port);
    assertThat(build.resolve("vivado/ip/component.xml")).doesNotExist();
  }

  @Test
  void portThatBelongsToNothingIsNoticed() throws IOException, InterruptedException {
    Map<String, String> files = TestBuild.files(TestBuild.design("zcu102", 1, 128, 150));
    files.computeIfPresent(
        "vivado/vitcc_accel_ip.v",
        (name, text) ->
            text.replace(
                "  output wire interrupt,", "  output wire interrupt,\n  input  wire debug,"));
    TestBuild.write(build, files);
    ScriptRun run = ScriptRun.of(build, SCRIPT);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("the port debug belongs to no interface");
  }

  @Test
  void partThatIsNotInstalledIsNamed() throws IOException, InterruptedException {
    ScriptRun run =
        run(TestBuild.design("zcu102", 1, 128, 150), Map.of("STAND_IN_PARTS", "xc7z020clg400-1"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.said()).contains("no part xczu9eg-ffvb1156-2-e");
  }

  /// The wrapper in Verilog has the directions and widths of the RTL.
  @Test
  void wrapperHasThePortsOfTheRtl() {
    Map<String, String> files = TestBuild.files(TestBuild.design("zcu102", 4, 128, 150));
    assertThat(
            declarations(text(files, "vivado/vitcc_accel_ip.v"), "wire", "module vitcc_accel_ip ("))
        .isEqualTo(
            declarations(text(files, "rtl/vitcc_accel.sv"), "logic", "module vitcc_accel ("));
  }

  private static List<String> declarations(String text, String type, String module) {
    String from = text.substring(text.indexOf(module));
    return Pattern.compile(
            "^ +(input|output) +" + type + " +(\\[\\d+:0\\])? *(\\w+)", Pattern.MULTILINE)
        .matcher(from.substring(0, from.indexOf("\n);")))
        .results()
        .map(PackageIpTest::declaration)
        .sorted()
        .toList();
  }

  private static String declaration(MatchResult port) {
    return port.group(3) + " " + port.group(1) + " " + port.group(2);
  }

  @Test
  void synthesisReadsAllSourcesAndTheClock() throws IOException, InterruptedException {
    BoardDesign design = TestBuild.design("zcu102", 1, 128, 150);
    TestBuild.write(build, TestBuild.files(design));
    ScriptRun run = ScriptRun.of(build, "synth.tcl");
    assertThat(run.code()).as(run.said()).isZero();
    List<String> sources =
        TestBuild.files(design).keySet().stream()
            .filter(path -> path.endsWith(".sv"))
            .map(path -> path.replace("rtl/", ""))
            .toList();
    assertThat(run.of("read")).containsExactlyInAnyOrderElementsOf(sources);
    assertThat(run.of("clock")).containsExactly("ap_clk 6.666 ap_clk");
    assertThat(run.of("synth_design"))
        .containsExactly("vitcc_accel xczu9eg-ffvb1156-2-e out_of_context");
    assertThat(build.resolve("vivado/reports"))
        .isDirectoryContaining("glob:**synth_utilization.rpt");
    assertThat(build.resolve("vivado/reports/synth_manifest.json"))
        .hasSameTextualContentAs(build.resolve("manifest.json"));
  }

  @Test
  void synthesisThatFailsLeavesNoReports() throws IOException, InterruptedException {
    TestBuild.write(build, TestBuild.files(TestBuild.design("zcu102", 1, 128, 150)));
    assertThat(ScriptRun.of(build, "synth.tcl").code()).isZero();
    Files.delete(build.resolve("rtl/vitcc_core.sv"));
    assertThat(ScriptRun.of(build, "synth.tcl").code()).isEqualTo(1);
    assertThat(build.resolve("vivado/reports")).isEmptyDirectory();
  }
}
