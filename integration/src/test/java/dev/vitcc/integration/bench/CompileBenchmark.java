package dev.vitcc.integration.bench;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.text.ProgramText;
import dev.vitcc.passes.manager.PassContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long a whole DeiT takes from `.vit` to program and memory image in a cold JVM, calibration
/// not counted, and the memory that the process had at its peak. At most 10 s for DeiT-T, 60 s and
/// 3 GiB for DeiT-B.
///
/// `make bench BENCH=Compile`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class CompileBenchmark {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Param({"deit_tiny", "deit_small", "deit_base"})
  public String model = "";

  private CalibrationFiles cache = CalibrationFiles.ofUser();

  /// The peak of the resident set, in MiB.
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Memory {
    public long peakMebibytes;

    @TearDown(Level.Iteration)
    public void look() throws IOException {
      if (Files.exists(STATUS)) {
        try (Stream<String> lines = Files.lines(STATUS)) {
          peakMebibytes =
              lines
                  .filter(line -> line.startsWith("VmHWM:"))
                  .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                  .findFirst()
                  .orElse(0);
        }
      }
    }
  }

  /// Calibrates in a process of its own, so that it counts in neither figure.
  @Setup
  public void calibrate() throws IOException, InterruptedException {
    cache = new CalibrationFiles(Files.createTempDirectory("vitcc-bench"));
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                CompileBenchmark.class.getName(),
                model,
                cache.folder().toString())
            .inheritIO()
            .start();
    if (other.waitFor() != 0) {
      throw new IllegalStateException("calibration failed");
    }
  }

  /// What `calibrate` runs apart.
  public static void main(String[] arguments) {
    CalibrationFiles cache = new CalibrationFiles(Path.of(arguments[1]));
    var networks =
        new MakeDesign(PassContext.quiet(), List.of(), cache).networks(load(arguments[0]));
    if (networks.integer().get().graph().nodes().isEmpty()) {
      throw new IllegalStateException("there is nothing to calibrate");
    }
  }

  @Benchmark
  public int compile(Memory memory) {
    Design design = new MakeDesign(PassContext.quiet(), List.of(), cache).run(load(model));
    return ProgramText.print(design.program()).length() + design.memoryImage().length;
  }

  private static LoadedModel load(String model) {
    return new LoadModel(new Diagnostics())
        .run(Path.of("examples", "deit", model + ".vit"), request -> request, images -> {});
  }
}
