package dev.vitcc.testbenches.verilator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.RequiredTools;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Simulators are built once for what they are made of, whoever asks.
class SimulatorCacheTest {
  private static final String COUNTING =
      """
      simulator:
      \techo built >> %s
      \tmkdir -p $(OBJ)
      \tprintf '#!/bin/sh\\necho $(TRACE)\\n' > $(OBJ)/vitcc_sim
      \tchmod +x $(OBJ)/vitcc_sim
      """;

  private final Tools tools = RequiredTools.simulator();

  @TempDir Path folder;
  private Path count;
  private SimulatorCache cache;

  @BeforeEach
  void makeCache() {
    count = folder.resolve("count");
    cache = new SimulatorCache(folder.resolve("cache"));
  }

  private Path build(String name, String makefile) throws IOException {
    Path build = folder.resolve(name);
    Files.createDirectories(build.resolve("rtl"));
    Files.createDirectories(build.resolve("sim"));
    Files.writeString(build.resolve("rtl/files.f"), "# the design\ntop.sv\n");
    Files.writeString(build.resolve("rtl/top.sv"), "module top;\nendmodule\n");
    Files.writeString(build.resolve("sim/Makefile"), makefile);
    return build;
  }

  private Path simulator(Path build, String waveform) throws IOException, InterruptedException {
    return cache.simulator(build, waveform, tools, Progress.SILENT);
  }

  private long built() throws IOException {
    return Files.exists(count) ? Files.readAllLines(count).size() : 0;
  }

  @Test
  void sharesASimulatorBetweenBuildsOfOneEngine() throws Exception {
    Path one = simulator(named("one"), "");
    Path other = simulator(named("other"), "");
    assertThat(other).isEqualTo(one).isExecutable();
    assertThat(built()).isEqualTo(1);
  }

  private Path named(String name) throws IOException {
    Path build = build(name, COUNTING.formatted(count));
    String text = "// The accelerator for %s\nmodule top;\nendmodule\n";
    Files.writeString(build.resolve("rtl/top.sv"), text.formatted(name));
    return build;
  }

  @Test
  void buildsAnewForAnotherDesignOrAnotherWaveform() throws Exception {
    Path build = build("one", COUNTING.formatted(count));
    Path plain = simulator(build, "");
    Path traced = simulator(build, "vcd");
    Files.writeString(build.resolve("rtl/top.sv"), "module top; wire a;\nendmodule\n");
    Path changed = simulator(build, "");
    assertThat(List.of(plain, traced, changed)).doesNotHaveDuplicates();
    assertThat(built()).isEqualTo(3);
  }

  @Test
  void buildsOnceForTwoWhoAskAtOnce() throws Exception {
    Path build = build("one", COUNTING.formatted(count) + "\tsleep 0.3\n");
    Callable<Path> ask = () -> simulator(build, "");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Path>> asked = threads.invokeAll(List.of(ask, ask));
      assertThat(asked.get(0).get()).isEqualTo(asked.get(1).get()).isExecutable();
    }
    assertThat(built()).isEqualTo(1);
  }

  @Test
  void leavesNothingThatCountsWhereABuildFails() throws Exception {
    Path build = build("one", "simulator:\n\techo no such module: vitcc_array; false\n");
    assertThatThrownBy(() -> simulator(build, ""))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("no such module: vitcc_array");
    Files.writeString(build.resolve("sim/Makefile"), COUNTING.formatted(count));
    assertThat(simulator(build, "")).isExecutable();
  }

  @Test
  void buildsOverWhatAKilledBuildLeft() throws Exception {
    Path build = build("one", COUNTING.formatted(count));
    Path simulator = simulator(build, "");
    Path done =
        folder.resolve("cache/simulators").resolve(simulator.getName(simulator.getNameCount() - 2));
    SimulatorCache.delete(done);
    Path leftOver = done.resolveSibling(done.getFileName() + ".building");
    Files.createDirectories(leftOver.resolve("sim/obj"));
    Files.writeString(leftOver.resolve("sim/obj/half.o"), "");
    assertThat(simulator(build, "")).isEqualTo(simulator).isExecutable();
    assertThat(leftOver).doesNotExist();
  }

  @Test
  void saysWhereThereIsNothingToSimulate() {
    assertThatThrownBy(() -> simulator(folder, ""))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("no SystemVerilog to simulate");
  }
}
