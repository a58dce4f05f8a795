package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.cli.load.TestImages;
import dev.vitcc.cli.output.BuildFolder;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.Layout;
import dev.vitcc.cli.output.Parts;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.output.WriteBuild;
import dev.vitcc.cli.report.BuildReport;
import dev.vitcc.cli.simulate.SimulationReport;
import dev.vitcc.cli.simulate.Verdict;
import dev.vitcc.cli.synthesize.Yosys;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.hls.CSimulation;
import dev.vitcc.testbenches.tools.Tools;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorCache;
import dev.vitcc.testbenches.verilator.VerilatorSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `vitcc MODEL.vit -o DIR`: from a model to a folder with its accelerator.
@Command(
    name = "vitcc",
    description = "Compile a vision transformer into an FPGA accelerator.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "Usage: vitcc MODEL.vit -o DIR [OPTION]...   compile",
      "       vitcc COMMAND ...                    see below; `vitcc COMMAND --help` for each"
    },
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  vitcc examples/digits/digits.vit -o build --sim    compile, and simulate all test images",
      "  vitcc model.vit -o build --board zcu102 --fps 60   for that board, fast enough or exit 3",
      "  vitcc import deit-tiny/ -o deit_tiny.vit           a model from a checkpoint"
    })
public final class CompileCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "MODEL.vit", description = "The model.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = {
        "The folder to write. What vitcc wrote there before is replaced,",
        "files of others are kept."
      })
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--emit",
      split = ",",
      paramLabel = "rtl,hls,...",
      completionCandidates = EmitOption.Words.class,
      description = {
        "What to write beside image, report and test vectors: rtl, hls, vivado, driver,",
        "or all (default: rtl,vivado,driver)."
      })
  private List<String> emit = List.of("rtl", "vivado", "driver");

  @ArgGroup(validate = false, heading = "%nTarget, instead of what the model says:%n", order = 1)
  private TargetOptions target = new TargetOptions();

  @ArgGroup(validate = false, heading = "%nVerification:%n", order = 2)
  private VerificationOptions verification = new VerificationOptions();

  @ArgGroup(validate = false, heading = "%nWhere Verilator runs:%n", order = 3)
  private VerilatorOptions verilator = new VerilatorOptions();

  @ArgGroup(validate = false, heading = "%nInspection:%n", order = 4)
  private InspectionOptions inspection = new InspectionOptions();

  /// What `--sim` and `--synth` ask for.
  static final class VerificationOptions {
    @Option(
        names = "--sim",
        arity = "0..1",
        fallbackValue = "all",
        paramLabel = "N",
        converter = Frames.Converter.class,
        preprocessor = Frames.Preprocessor.class,
        description = {
          "Simulate N frames of the RTL and compare every stored tensor;",
          "without N all `evaluate` images, or one random image if there are none."
        })
    private Optional<Frames> frames = Optional.empty();

    @Option(
        names = "--csim",
        arity = "0..1",
        fallbackValue = "all",
        paramLabel = "N",
        converter = Frames.Converter.class,
        preprocessor = Frames.Preprocessor.class,
        description = "The same with the HLS C++, run as a program (needs make and g++).")
    private Optional<Frames> csimFrames = Optional.empty();

    @Option(names = "--synth", description = "Run Yosys, and report what the RTL takes.")
    private boolean synthesize;

    /// @throws UsageException if something is to be run that is not written
    void check(Parts parts) {
      if (!parts.rtl() && (frames.isPresent() || synthesize)) {
        throw new UsageException("--sim and --synth need the RTL", "add --emit rtl");
      }
      if (!parts.hls() && csimFrames.isPresent()) {
        throw new UsageException("--csim needs the HLS C++", "add --emit rtl,hls");
      }
    }

    /// How many frames there are to be test vectors for; absent: all.
    OptionalInt vectors() {
      List<OptionalInt> wanted =
          Stream.of(frames, csimFrames).flatMap(Optional::stream).map(Frames::count).toList();
      if (wanted.stream().anyMatch(OptionalInt::isEmpty)) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(wanted.stream().mapToInt(OptionalInt::getAsInt).max().orElse(1));
    }
  }

  public CompileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path file =
        model.orElseThrow(
            () ->
                new UsageException(
                    "no model", "vitcc MODEL.vit -o DIR; `vitcc --help` shows what else there is"));
    requireModel(file);
    Path folder =
        output.orElseThrow(
            () -> new UsageException("no output folder", "vitcc " + file + " -o DIR"));
    Parts parts = EmitOption.parse(emit);
    verification.check(parts);
    target.check();
    inspection.check();
    boolean simulate = verification.frames.isPresent();
    Optional<Tools> tools = simulate ? Optional.of(verilator.find()) : Optional.empty();
    Optional<Yosys> yosys = verification.synthesize ? Optional.of(Yosys.find()) : Optional.empty();
    boolean csimulate = verification.csimFrames.isPresent();
    Compiled compiled = compile(file, folder, parts);
    console.note("wrote " + folder + ", first to read: " + folder.resolve(BuildReport.PAGE));
    ExistingBuild build = ExistingBuild.open(folder);
    ObjectNode report = Report.of(compiled.design(), parts);
    ExitCode code = ExitCode.DONE;
    if (tools.isPresent()) {
      code = simulate(build, tools.get(), compiled, report);
    }
    if (csimulate && code == ExitCode.DONE) {
      code = csimulate(build, compiled, report);
    }
    if (yosys.isPresent()) {
      Report.addSynthesis(report, yosys.get().run(build, console).json());
      BuildReport.replace(build, report);
    }
    Summary.of(report).forEach(console::line);
    return code == ExitCode.DONE ? frameRate(report).code() : code.code();
  }

  /// @param logits of the integer reference
  private record Compiled(Design design, TestImages images, List<int[]> logits) {}

  private Compiled compile(Path file, Path folder, Parts parts) throws IOException {
    try (BuildFolder build = BuildFolder.open(folder)) {
      Diagnostics diagnostics = new Diagnostics();
      LoadedModel loaded =
          Phase.timed(
              console,
              "read model, weights and images",
              () -> new LoadModel(diagnostics).run(file, target::apply, LoadImages::check));
      TestImages images = TestImages.of(loaded, verification.vectors());
      PassContext context = new PassContext(diagnostics, console::progress);
      Design design =
          Phase.timed(
              console,
              "chose engine, formats and schedule",
              () ->
                  new MakeDesign(
                          context,
                          inspection.observers(console, build, file),
                          CalibrationFiles.ofUser())
                      .run(loaded));
      console.show(diagnostics.all());
      inspection.printDesign(console, design.program());
      WriteBuild writer = new WriteBuild(build);
      writer.run(design, parts);
      if (inspection.dumps()) {
        writer.dumpProgram(design);
      }
      List<int[]> logits =
          new TestVectors(
                  design.program(),
                  design.integer().graph(),
                  new IntegerReference(design.integer())::run)
              .write(build.folder("sim"), images.images(), console::progress);
      console.detail("made expected values, frames: " + images.images().size());
      BuildReport.write(build, Report.of(design, parts));
      build.commit();
      return new Compiled(design, images, logits);
    }
  }

  /// A word that is neither: probably a misspelt command.
  private void requireModel(Path file) {
    String word = file.toString();
    if (!Files.exists(file) && !word.endsWith(".vit")) {
      throw new UsageException(
          "there is no command and no model '" + word + "'",
          NearestName.hint(word, spec.subcommands().keySet())
              .orElse("`vitcc --help` lists the commands"));
    }
  }

  private ExitCode simulate(ExistingBuild build, Tools tools, Compiled compiled, ObjectNode report)
      throws IOException, InterruptedException {
    accuracy(compiled, report);
    SimulationRequest request = SimulationRequest.of(build.root(), simulated(compiled));
    SimulationResult result =
        new VerilatorSimulation(tools, SimulatorCache.ofUser(), console::progress).run(request);
    SimulationReport.add(report, request, result);
    BuildReport.replace(build, report);
    return Verdict.tell(console, result);
  }

  private int simulated(Compiled compiled) {
    int have = compiled.images().images().size();
    OptionalInt wanted = verification.frames.map(Frames::count).orElse(OptionalInt.empty());
    return Math.min(wanted.orElse(have), have);
  }

  private ExitCode csimulate(ExistingBuild build, Compiled compiled, ObjectNode report)
      throws InterruptedException {
    int frames =
        verification
            .csimFrames
            .map(Frames::count)
            .orElse(OptionalInt.empty())
            .orElse(compiled.images().images().size());
    SimulationResult result =
        new CSimulation(console::progress)
            .run(build.root(), Math.min(frames, compiled.images().images().size()));
    SimulationReport.addHls(report, result);
    BuildReport.replace(build, report);
    return Verdict.tell(console, result);
  }

  /// How right the trained network and its integers are on the frames that are simulated.
  private void accuracy(Compiled compiled, ObjectNode report) {
    TestImages images = compiled.images();
    if (images.labels().isEmpty()) {
      return;
    }
    Design design = compiled.design();
    References references =
        new References((done, of) -> console.progress("evaluating image", done, of));
    double scale = Layout.logitScale(design);
    List<float[]> integer =
        compiled.logits().stream().map(codes -> References.toReals(codes, scale)).toList();
    List<float[]> real =
        references.real(design.source(), images.set(design.source().request().input()));
    ObjectNode node = report.putObject("accuracy");
    node.put("images", images.images().size());
    images.accuracy(real).ifPresent(value -> node.set("float", Report.accuracy(value)));
    images.accuracy(integer).ifPresent(value -> node.set("integer", Report.accuracy(value)));
  }

  private ExitCode frameRate(ObjectNode report) {
    double slowest = 1e3 / report.at("/latency_ms/target").asDouble(Double.MAX_VALUE);
    double target = Math.max(report.at("/frame_rate/target_fps").asDouble(0), slowest);
    boolean simulated = report.at("/frame_rate").has("simulated_fps");
    String how = simulated ? "simulated" : "estimated";
    double reached = report.at("/frame_rate/" + how + "_fps").asDouble();
    if (reached >= target) {
      return ExitCode.DONE;
    }
    String missed = "the target is missed: %s frames/s asked for, %s %s";
    console.trouble(
        new Trouble(
            ExitCode.TARGET_MISSED,
            missed.formatted(Summary.number(target), Summary.number(reached), how),
            ""));
    return ExitCode.TARGET_MISSED;
  }
}
