package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.templates.Kernels;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.Stalls;
import dev.vitcc.testbenches.verilator.Stalls.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Single faults in every module of the RTL are noticed by some run of a few frames: by a value, a
/// law, a rule of AXI, a deadlock, or by the cycles that it takes.
class SeededFaultsTest {
  private static final Path DOCUMENT = Path.of("../docs/faults.md");

  private static final int CLASSES = 150;
  private static final double EPSILON = 0.5;

  @TempDir private Path folder;

  @Test
  void everyModuleHasOne() throws IOException {
    List<String> modules =
        Kernels.list("rtl").stream().map(file -> file.replace(".sv", "")).toList();
    TreeSet<String> seeded = new TreeSet<>();
    for (SeededFault fault : SeededFault.all()) {
      assertThat(Kernels.read("rtl", fault.module() + ".sv").split(quoted(fault), -1))
          .as("%s: its text is there once", fault)
          .hasSize(2);
      seeded.add(fault.module());
    }
    assertThat(seeded).containsExactlyElementsOf(new TreeSet<>(modules));
  }

  @Test
  void everyOneIsInTheDocument() throws IOException {
    List<String> document = Files.readAllLines(DOCUMENT);
    for (SeededFault fault : SeededFault.all()) {
      String row = "| `%s` | %s |".formatted(fault.module(), fault.what());
      assertThat(document).as("%s", fault).anyMatch(line -> line.startsWith(row));
    }
  }

  @Tag("nightly")
  @Test
  void allAreNoticed() throws IOException, InterruptedException {
    Simulator simulator = Simulator.require();
    Map<String, List<Trial>> engines = new LinkedHashMap<>();
    engines.put("tokens", withManyClasses(Trial.pruned(EngineSpec.LEAST)));
    engines.put("codes", Trial.narrow(EngineSpec.LEAST, seedsOfRareCodes()));
    engines.put("columns", List.of(NarrowSpec.POWERS.trial(1)));
    engines.put("ports", withSureHeads(EngineSpec.DAILY.get(2)));
    List<String> report = new ArrayList<>();
    List<SeededFault> unnoticed = new ArrayList<>();
    for (var engine : engines.entrySet()) {
      List<SeededFault> faults = of(engine.getKey());
      List<Path> builds = builds(engine.getKey(), engine.getValue());
      for (Path build : builds) {
        for (SeededFault fault : faults) {
          if (fault.switched()) {
            fault.seed(build);
          }
        }
        SeededFault.turnOff(build);
      }
      List<SimulationResult> right = new ArrayList<>();
      for (Path build : builds) {
        right.add(simulator.passes(calm(build), "without faults"));
      }
      for (SeededFault fault : faults) {
        Optional<String> noticed =
            fault.switched()
                ? noticedWhenOn(simulator, fault, builds, right)
                : noticed(simulator, alone(fault, engine.getValue()), right);
        report.add(fault + ": " + noticed.orElse(fault.excuse()));
        if (noticed.isEmpty() && fault.excuse().isEmpty()) {
          unnoticed.add(fault);
        }
      }
    }
    report.forEach(System.err::println);
    assertThat(unnoticed).as("faults that are not noticed").isEmpty();
  }

  /// Those of the engine, one with a sum of exponentials at a boundary between levels, and one
  /// whose residual stream saturates.
  private static List<Long> seedsOfRareCodes() {
    List<Long> seeds = new ArrayList<>(Trial.seeds(EngineSpec.LEAST));
    seeds.add(302L);
    seeds.add(312L);
    return seeds;
  }

  /// Some heads of the last of them weigh nothing.
  private static List<Trial> withSureHeads(EngineSpec spec) {
    return Trial.pruned(spec, List.of(Sample.pruned(spec, 305, Trial.SMALL, /* certainty= */ 20)));
  }

  /// Results take many bursts of the last of them, and its epsilon weighs something.
  private static List<Trial> withManyClasses(List<Trial> trials) {
    VitShape shape = RandomModels.shape(101, Trial.SMALL);
    VitShape more =
        new VitShape(
            shape.height(),
            shape.width(),
            shape.channels(),
            shape.scale(),
            shape.patch(),
            shape.registerTokens(),
            shape.distilled(),
            shape.position(),
            shape.heads(),
            shape.headDim(),
            shape.hidden(),
            shape.depth(),
            CLASSES,
            EPSILON);
    List<Trial> all = new ArrayList<>(trials);
    all.add(Trial.of(Sample.of(101, more), trials.getFirst().program().engine()));
    return all;
  }

  private static List<SeededFault> of(String engine) throws IOException {
    return SeededFault.all().stream().filter(f -> f.engine().equals(engine)).toList();
  }

  private List<Path> builds(String name, List<Trial> trials) throws IOException {
    List<Path> builds = new ArrayList<>();
    for (Trial trial : trials) {
      Path build = folder.resolve(name + builds.size());
      Simulator.write(trial, build);
      SeededFault.allowWarnings(build);
      builds.add(build);
    }
    return builds;
  }

  private List<Path> alone(SeededFault fault, List<Trial> trials) throws IOException {
    List<Path> builds = builds("alone" + fault.number() + "-", trials);
    for (Path build : builds) {
      fault.seed(build);
    }
    return builds;
  }

  private static Optional<String> noticedWhenOn(
      Simulator simulator, SeededFault fault, List<Path> builds, List<SimulationResult> right)
      throws IOException, InterruptedException {
    for (Path build : builds) {
      fault.turnOn(build);
    }
    return noticed(simulator, builds, right);
  }

  /// How the first run that notices it does: all models calmly, then the first of them stalled and
  /// disturbed.
  private static Optional<String> noticed(
      Simulator simulator, List<Path> builds, List<SimulationResult> right)
      throws IOException, InterruptedException {
    for (int i = 0; i < builds.size(); i++) {
      SimulationResult calm = simulator.run(calm(builds.get(i)));
      if (!calm.passed()) {
        return Optional.of(calm.findings().getFirst());
      }
      if (!calm.counters().equals(right.get(i).counters())) {
        return Optional.of("counters, of %d cycles".formatted(calm.totalCycles()));
      }
    }
    SimulationRequest first = watched(builds.getFirst(), 2);
    List<SimulationRequest> runs =
        List.of(
            first.withStalls(Stalls.random(1)),
            first
                .withFramesPerStart(2)
                .withStalls(new Stalls(Pattern.DATA_FIRST, OptionalLong.of(3)))
                .withMore("--watchdog", "20000", "--stress", "random:1"),
            first
                .withStalls(new Stalls(Pattern.LATE, OptionalLong.of(2)))
                .withMore("--watchdog", "20000", "--stress", "random:2"));
    for (SimulationRequest run : runs) {
      SimulationResult result = simulator.run(run);
      if (!result.passed()) {
        return Optional.of(result.findings().getFirst());
      }
    }
    return Optional.empty();
  }

  private static SimulationRequest calm(Path build) {
    return watched(build, 2);
  }

  private static SimulationRequest watched(Path build, int frames) {
    return SimulationRequest.of(build, frames).withMore("--watchdog", "20000");
  }

  private static String quoted(SeededFault fault) {
    return java.util.regex.Pattern.quote(fault.found());
  }
}
