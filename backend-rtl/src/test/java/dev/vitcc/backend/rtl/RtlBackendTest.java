package dev.vitcc.backend.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.numerics.NumericTables;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.templates.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtlBackendTest {
  private final RtlBackend backend = new RtlBackend();

  @Test
  void twoRunsAreIdentical() {
    assertThat(backend.emit("model", Engines.WIDE_BUS))
        .isEqualTo(new RtlBackend().emit("model", Engines.WIDE_BUS));
  }

  @Test
  void fileListNamesAllFilesPackagesFirst() {
    List<SourceFile> files = backend.emit("model", Engines.SMALL);
    List<String> listed = text(files, "rtl/files.f").lines().toList();
    assertThat(listed).startsWith("vitcc_command_pkg.sv", "vitcc_register_pkg.sv");
    assertThat(listed)
        .containsExactlyElementsOf(
            files.stream()
                .map(file -> file.path().replace("rtl/", ""))
                .filter(path -> !path.equals("files.f"))
                .toList());
    assertThat(listed).contains("vitcc_core.sv", "vitcc_accel.sv").doesNotHaveDuplicates();
  }

  @Test
  void linesHaveAtMost100Columns() {
    List<SourceFile> files = new ArrayList<>(backend.emit("model", Engines.WIDE_BUS));
    files.addAll(backend.checks());
    for (SourceFile file : files) {
      assertThat(file.text().lines().filter(line -> line.length() > 100)).as(file.path()).isEmpty();
    }
  }

  @Test
  void checksAreListedAndAllOfThemAreEmitted() {
    List<SourceFile> files = backend.checks();
    List<String> listed = text(files, "checks/files.f").lines().toList();
    assertThat(listed).containsExactlyElementsOf(Kernels.list("checks"));
    assertThat(files).hasSize(listed.size() + 1);
  }

  /// One home for them: what is synthesised has no code for simulators, but the tap of the harness.
  @Test
  void checksAreNotInTheDesign() {
    for (SourceFile file : backend.emit("model", Engines.TOKENS)) {
      assertThat(file.text()).as(file.path()).doesNotContain("$error", "$fatal", "assert");
    }
  }

  @Test
  void topHasPortsOfEngineAndItsFingerprint() {
    String top = text(backend.emit("model", Engines.WIDE_BUS), "rtl/vitcc_accel.sv");
    assertThat(top)
        .contains("input  logic [127:0] m_axi_gmem3_rdata,")
        .contains("output logic [15:0]  m_axi_gmem0_wstrb,")
        .contains("assign m_axi_gmem2_arsize   = 3'd4;")
        .contains("assign m_axi_gmem1_awvalid  = 1'b0;")
        .contains("assign m_axi_gmem0_awvalid  = aw_valid;")
        .contains("32'h%08x".formatted(Engines.WIDE_BUS.fingerprint()))
        .doesNotContain("m_axi_gmem4");
  }

  @Test
  void fingerprintTellsEnginesApart() {
    assertThat(Engines.SMALL.fingerprint()).isNotEqualTo(Engines.NARROW_BUS.fingerprint());
    Engine same = new Engine(1, 8, 8, 4, 64, 1, 20, 32, 16, 64, 24, 4, 32, 4);
    assertThat(same.fingerprint()).isEqualTo(Engines.SMALL.fingerprint());
  }

  @Test
  void romRowsHoldLastEntriesFirst() {
    String rom = text(backend.emit("model", Engines.SMALL), "rtl/vitcc_function_rsqrt.sv");
    List<String> rows = rom.lines().filter(line -> line.contains("256'h")).toList();
    assertThat(rows).hasSize(64);
    assertThat(rows.getFirst()).contains("256'h%04x".formatted(NumericTables.rsqrt(1023)));
    assertThat(rows.getLast()).endsWith("%04x".formatted(NumericTables.rsqrt(0)));
  }

  private static String text(List<SourceFile> files, String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst().orElseThrow().text();
  }
}
