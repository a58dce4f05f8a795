package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is generated for real programs passes the tools that a user runs first.
///
/// The module of the RTL does so for engines that differ in every parameter, too.
class LintTest {
  @TempDir private Path folder;

  /// Rows in twos and fours.
  static List<EngineSpec> daily() {
    return EngineSpec.DAILY.subList(2, 4);
  }

  static List<EngineSpec> narrow() {
    return EngineSpec.NARROW;
  }

  static List<EngineSpec> nightly() {
    return EngineSpec.all();
  }

  @ParameterizedTest
  @MethodSource
  void daily(EngineSpec engine) throws IOException, InterruptedException {
    lint(Trial.simulated(engine).getFirst());
  }

  /// With codes of fewer than 8 bits and gains of columns.
  @ParameterizedTest
  @MethodSource
  void narrow(EngineSpec engine) throws IOException, InterruptedException {
    lint(Trial.narrow(engine).getFirst());
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource
  void nightly(EngineSpec engine) throws IOException, InterruptedException {
    lint(Trial.simulated(engine).getFirst());
    lint(Trial.narrow(engine).getFirst());
  }

  private void lint(Trial trial) throws IOException, InterruptedException {
    RequiredTools.require("verilator", "iverilog");
    write(trial);
    String top = RtlBackend.TOP;
    assertThat(
            run("verilator", "--lint-only", "-sv", "-Wall", "--top-module", top, "-F", "files.f"))
        .isEmpty();
    assertThat(
            run(
                "verilator",
                "--lint-only",
                "-sv",
                "-Wall",
                "--top-module",
                top,
                "-F",
                "files.f",
                "-F",
                "../checks/files.f"))
        .as("with checks")
        .isEmpty();
    assertThat(run("iverilog", "-g2012", "-s", top, "-o", "design.vvp", "-c", "files.f")).isEmpty();
  }

  private void write(Trial trial) throws IOException {
    List<SourceFile> sources = new ArrayList<>(new RtlBackend().emit(trial.program()));
    sources.addAll(new RtlBackend().checks());
    for (SourceFile source : sources) {
      Path file = folder.resolve(source.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text());
    }
  }

  /// Runs a program in `rtl`, which must succeed.
  private List<String> run(String... words) throws InterruptedException {
    List<String> said = new ArrayList<>();
    ToolCommand command =
        new ToolCommand(List.of(words), folder.resolve("rtl"), List.of(), List.of());
    int code = new LocalTools("").run(command, said::add);
    assertThat(code).as("%s%n%s", command.words(), String.join("\n", said)).isZero();
    return said;
  }
}
