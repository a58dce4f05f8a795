package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.JsonText;
import dev.vitcc.cli.output.Layout;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.simulate.SimulationReport;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorCache;
import dev.vitcc.testbenches.verilator.Stalls;
import dev.vitcc.testbenches.verilator.VerilatorSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.ObjectNode;

/// `vitcc sim`: the RTL of a build, simulated again.
@Command(
    name = "sim",
    description = {
      "Simulate the RTL of a build, and compare every tensor that it stores.",
      "The report of the build takes up the figures of runs without --stalls."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc sim build                                     the frames of the build",
      "  vitcc sim build --frames 4 --stalls random:7        memory that pauses at random",
      "  vitcc sim build --frames 1 --trace frame.fst        a waveform"
    })
public final class SimCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The folder that vitcc wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Simulate the first N frames of the build only (default: all of them).")
  private Optional<Integer> frames = Optional.empty();

  @Option(
      names = "--stalls",
      paramLabel = "none|random:SEED",
      converter = StallsConverter.class,
      description = "How the memory behind the ports pauses (default: none).")
  private Stalls stalls = Stalls.NONE;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write a waveform, .vcd or .fst; large, so use --frames 1.")
  private Optional<Path> trace = Optional.empty();

  @ArgGroup(validate = false, heading = "%nWhere Verilator runs:%n")
  private VerilatorOptions verilator = new VerilatorOptions();

  /// Reads what `--stalls` is given.
  static final class StallsConverter implements ITypeConverter<Stalls> {
    @Override
    public Stalls convert(String text) {
      try {
        return Stalls.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  public SimCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExistingBuild build = ExistingBuild.open(folder);
    ObjectNode report = build.json(Report.FILE, Report.SCHEMA);
    SimulationRequest request = request(build);
    SimulationResult result =
        new VerilatorSimulation(verilator.find(), SimulatorCache.ofUser(), console::progress)
            .run(request);
    SimulationReport.add(report, request, result);
    if (stalls.equals(Stalls.NONE)) {
      build.replace(Report.FILE, JsonText.print(report));
    }
    result.findings().forEach(console::note);
    Summary.of(report).forEach(console::line);
    return (result.passed() ? ExitCode.DONE : ExitCode.MISMATCH).code();
  }

  private SimulationRequest request(ExistingBuild build) throws IOException {
    int stored = stored(build);
    int wanted = frames.orElse(stored);
    if (wanted < 1 || wanted > stored) {
      throw new UsageException(
          "--frames " + wanted + ": the build has expected values for " + stored + " frames",
          "compile with --sim N for more");
    }
    SimulationRequest request = SimulationRequest.of(build.root(), wanted).withStalls(stalls);
    try {
      return trace.map(request::withTrace).orElse(request);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--trace: " + e.getMessage(), "--trace frame.fst");
    }
  }

  /// How many frames have been prepared.
  private static int stored(ExistingBuild build) throws IOException {
    ObjectNode layout = build.json(Layout.FILE, Layout.SCHEMA);
    long bytes = Files.size(build.file("sim/" + TestVectors.INPUT_FILE));
    return Math.toIntExact(bytes / Math.max(1, layout.at("/input/bytes").asLong()));
  }
}
