package dev.vitcc.backend.rtl;

import dev.vitcc.ir.program.Engine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Random programs, images and outputs through the memory side of the engine, with a memory that
/// stalls at will and mistakes in header, program and answers; the compute side is a stand-in.
class MemorySideTest {
  static final List<Engine> ENGINES =
      List.of(Engines.SMALL, Engines.WIDE_BUS, Engines.ODD_LANES, Engines.NARROW_BUS);

  /// The modules of the memory side that have checks, and the law that all have in common.
  private static final List<String> CHECKED =
      List.of(
          "vitcc_handshake",
          "vitcc_core",
          "vitcc_control",
          "vitcc_dispatcher",
          "vitcc_stream",
          "vitcc_axi_reader",
          "vitcc_axi_read_mux",
          "vitcc_beat_fifo",
          "vitcc_store");

  @TempDir private Path build;

  @Test
  void deliversWhatMemoryHolds() throws Exception {
    run(Engines.ODD_LANES, 200);
  }

  @Tag("nightly")
  @ParameterizedTest
  @FieldSource("ENGINES")
  void deliversWhatMemoryHoldsAllNight(Engine engine) throws Exception {
    run(engine, 5000);
  }

  private void run(Engine engine, int seeds) throws Exception {
    ExternalTool verilator = ExternalTool.require("verilator");
    ExternalTool.require("g++");
    ExternalTool.require("make");
    Path bench = bench();
    writeDesign(engine, bench);
    verilator.passes(build, arguments(engine, bench).toArray(String[]::new));
    new ExternalTool(build.resolve("obj/Vvitcc_core")).passes(build, "1", Integer.toString(seeds));
  }

  private static List<String> arguments(Engine engine, Path bench) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--cc", "--exe", "--build", "-j", "2", "--assert", "--x-initial", "unique"));
    arguments.addAll(List.of("--top-module", "vitcc_core", "-y", "rtl", "--Mdir", "obj"));
    StringBuilder defines = new StringBuilder("-std=c++17 -O1 -I").append(bench);
    parameter(arguments, defines, "Pm", "PM", engine.pm());
    parameter(arguments, defines, "Pk", "PK", engine.pk());
    parameter(arguments, defines, "Pn", "PN", engine.pn());
    parameter(arguments, defines, "Lanes", "LANES", engine.lanes());
    parameter(arguments, defines, "AxiBits", "AXI_BITS", engine.axiBits());
    parameter(arguments, defines, "Ports", "PORTS", engine.ports());
    parameter(arguments, defines, "HiddenColumns", "HIDDEN_COLUMNS", engine.hiddenColumns());
    arguments.add("-GFingerprint=32'h%08x".formatted(engine.fingerprint()));
    defines.append(" -DFINGERPRINT=0x%08xu".formatted(engine.fingerprint()));
    arguments.addAll(List.of("-CFLAGS", defines.toString()));
    arguments.addAll(List.of("rtl/vitcc_command_pkg.sv", "rtl/vitcc_register_pkg.sv"));
    arguments.add("rtl/vitcc_core.sv");
    CHECKED.forEach(module -> arguments.add("checks/" + module + "_check.sv"));
    try (Stream<Path> sources = Files.list(bench)) {
      sources
          .map(Path::toString)
          .filter(source -> source.endsWith(".cpp"))
          .sorted()
          .forEach(arguments::add);
    }
    return arguments;
  }

  private static void parameter(
      List<String> arguments, StringBuilder defines, String name, String define, int value) {
    arguments.add("-G" + name + "=" + value);
    defines.append(" -D").append(define).append('=').append(value);
  }

  private void writeDesign(Engine engine, Path bench) throws IOException {
    Files.createDirectory(build.resolve("rtl"));
    Files.createDirectory(build.resolve("checks"));
    List<SourceFile> files = new ArrayList<>(new RtlBackend().emit("bench", engine));
    files.addAll(new RtlBackend().checks());
    for (SourceFile file : files) {
      Files.writeString(build.resolve(file.path()), file.text());
    }
    String standIn = "vitcc_compute.sv";
    Files.writeString(
        build.resolve("rtl").resolve(standIn), Files.readString(bench.resolve(standIn)));
  }

  private static Path bench() throws URISyntaxException {
    return Path.of(MemorySideTest.class.getResource("/memory-side").toURI());
  }
}
