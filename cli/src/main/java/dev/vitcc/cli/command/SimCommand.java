package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.Layout;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.report.BuildReport;
import dev.vitcc.cli.simulate.OtherImages;
import dev.vitcc.cli.simulate.SimulationReport;
import dev.vitcc.cli.simulate.Verdict;
import dev.vitcc.testbenches.tools.Tools;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorCache;
import dev.vitcc.testbenches.verilator.Stalls;
import dev.vitcc.testbenches.verilator.VerilatorSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "report.html and report.json of the build take up the figures of runs over all its frames without stalls."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc sim build                                     the frames of the build",
      "  vitcc sim build --frames 4 --stalls random:7        memory that pauses at random",
      "  vitcc sim build --frames 1 --stress random:7        errors and resets in mid-frame",
      "  vitcc sim build --images photos/                    other images",
      "  vitcc sim build --frames 1 --trace frame.fst        a waveform"
    })
public final class SimCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "A folder that `vitcc MODEL.vit -o DIR` wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--images",
      paramLabel = "IMAGES",
      description = {
        "Simulate these images instead of the build's: .npy, IDX, a PNG or JPEG,",
        "or a folder of them."
      })
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Simulate the first N frames only (default: all of them).")
  private Optional<Integer> frames = Optional.empty();

  @Option(
      names = "--stalls",
      paramLabel = "none|PATTERN:SEED",
      converter = StallsConverter.class,
      description = {
        "How the memory behind the ports pauses (default: none): random, late, pauses,",
        "address-first, data-first or slow-answers."
      })
  private Stalls stalls = Stalls.NONE;

  @Option(
      names = "--stress",
      paramLabel = "random:SEED",
      description = {
        "Run each frame again with errors of memory, resets, starts without a pause and accesses",
        "of registers, at places that the seed decides; after each it must be right again."
      })
  private Optional<String> stress = Optional.empty();

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
    ObjectNode layout = build.json(Layout.FILE, Layout.SCHEMA);
    Tools tools = verilator.find();
    if (images.isEmpty()) {
      return simulate(build, report, tools, request(build, stored(build, layout), List.of()));
    }
    try (OtherImages other =
        OtherImages.of(build, layout, images.get(), frames.orElse(Integer.MAX_VALUE), console)) {
      List<String> files = List.of("--input", other.input(), "--vectors", other.vectors());
      return simulate(build, report, tools, request(build, other.count(), files));
    }
  }

  private int simulate(
      ExistingBuild build, ObjectNode report, Tools tools, SimulationRequest request)
      throws IOException, InterruptedException {
    SimulationResult result =
        new VerilatorSimulation(tools, SimulatorCache.ofUser(), console::progress).run(request);
    SimulationReport.add(report, request, result);
    if (stalls.equals(Stalls.NONE) && stress.isEmpty() && images.isEmpty() && frames.isEmpty()) {
      BuildReport.replace(build, report);
    } else {
      report.remove("accuracy");
    }
    ExitCode exit = Verdict.tell(console, result);
    Summary.of(report).forEach(console::line);
    return exit.code();
  }

  /// @param stored frames that there are expected values for
  /// @param files options of the simulator that name other ones than the build's
  private SimulationRequest request(ExistingBuild build, int stored, List<String> files) {
    if (stress.isPresent() && !stress.get().matches("random:\\d{1,18}")) {
      throw new UsageException(
          "--stress: expected random:SEED, found '" + stress.get() + "'", "--stress random:7");
    }
    int wanted = frames.orElse(stored);
    if (wanted < 1 || wanted > stored) {
      throw new UsageException(
          "--frames " + wanted + ": there are expected values for " + stored + " frames",
          "compile with --sim N for more, or name images with --images");
    }
    List<String> more = new ArrayList<>(files);
    stress.ifPresent(seed -> more.addAll(List.of("--stress", seed)));
    SimulationRequest request =
        SimulationRequest.of(build.root(), wanted)
            .withStalls(stalls)
            .withMore(more.toArray(String[]::new));
    try {
      return trace.map(request::withTrace).orElse(request);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--trace: " + e.getMessage(), "--trace frame.fst");
    }
  }

  /// How many frames were prepared when the build was made.
  private static int stored(ExistingBuild build, ObjectNode layout) throws IOException {
    long bytes = Files.size(build.file("sim/" + TestVectors.INPUT_FILE));
    return Math.toIntExact(bytes / Math.max(1, layout.at("/input/bytes").asLong()));
  }
}
