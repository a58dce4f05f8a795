package dev.vitcc.backend.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Pruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The generated design passes the tools that a user would run first, without a waiver.
class LintTest {
  private static final List<Engine> ENGINES =
      List.of(
          Engines.SMALL,
          Engines.LINES,
          Engines.WIDE_BUS,
          Engines.NARROW_BUS,
          Engines.ODD_LANES,
          Engines.BINARY,
          Engines.TERNARY,
          Engines.POWERS,
          Engines.SMALL.with(Pruning.FIXED),
          Engines.TOKENS);

  @TempDir private Path build;

  static List<Engine> elaborated() {
    return List.of(Engines.SMALL, Engines.POWERS, Engines.TOKENS);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @FieldSource("ENGINES")
  void verilatorHasNoWarnings(Engine engine) throws IOException {
    var verilator = ExternalTool.require("verilator");
    write(engine);
    verilator.passes(
        build, "--lint-only", "-Wall", "--top-module", RtlBackend.TOP, "-F", "rtl/files.f");
    verilator.passes(
        build,
        "--lint-only",
        "-Wall",
        "--top-module",
        RtlBackend.TOP,
        "-F",
        "rtl/files.f",
        "-F",
        "checks/files.f");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @FieldSource("ENGINES")
  void icarusElaborates(Engine engine) throws IOException {
    var icarus = ExternalTool.require("iverilog");
    write(engine);
    icarus.passes(
        build.resolve("rtl"), "-g2012", "-o", "design.vvp", "-s", RtlBackend.TOP, "-c", "files.f");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("elaborated")
  void yosysElaborates(Engine engine) throws IOException {
    var yosys = ExternalTool.require("yosys");
    String sources = String.join(" ", write(engine));
    String script = "read_verilog -sv %s; hierarchy -check -top %s; proc; check -assert";
    yosys.passes(build.resolve("rtl"), "-q", "-p", script.formatted(sources, RtlBackend.TOP));
  }

  @Test
  void enginesOfThisTestAreLegal() {
    assertThat(ENGINES).allSatisfy(engine -> assertThat(EngineRules.violations(engine)).isEmpty());
  }

  private List<String> write(Engine engine) throws IOException {
    List<SourceFile> files = new ArrayList<>(new RtlBackend().emit("test", engine));
    files.addAll(new RtlBackend().checks());
    for (SourceFile file : files) {
      Path path = build.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    try (Stream<String> names = Files.lines(build.resolve("rtl/files.f"))) {
      return names.toList();
    }
  }
}
