package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.compile.MakeDesign.Networks;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.jobs.AccuracyTable;
import dev.vitcc.cli.jobs.DesignPoint;
import dev.vitcc.cli.jobs.ImageRange;
import dev.vitcc.cli.jobs.MeasurePoints;
import dev.vitcc.cli.jobs.Measurement;
import dev.vitcc.cli.jobs.WorkFolder;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.cli.load.EvaluationKey;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.cli.output.JsonText;
import dev.vitcc.cli.output.WholeFile;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.manager.PassContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitcc eval`: accuracy on labelled images.
@Command(
    name = "eval",
    description = "Measure top-1 and top-5 accuracy on labelled images.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc eval model.vit                                on the images of its `evaluate` clause",
      "  vitcc eval model.vit --images i.npy --labels l.npy  on other images",
      "  vitcc eval a.vit b.vit --work out --jobs 4          several models, in jobs"
    })
public final class EvalCommand implements Callable<Integer> {
  private final Console console;

  /// Which references are measured.
  enum Which {
    FLOAT,
    INTEGER,
    BOTH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "MODEL.vit",
      description = "The model; several with --work.")
  private List<Path> models = List.of();

  @Option(
      names = "--images",
      paramLabel = "IMAGES",
      description = "Images to measure on (default: the `evaluate` clause's).")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description = "Their labels, .npy or IDX (default: the `evaluate` clause's).")
  private Optional<Path> labels = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "float|integer|both",
      description = "Which reference is measured (default: ${DEFAULT-VALUE}).")
  private Which engine = Which.BOTH;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "The first image that is measured, counted from 0 (default: 0).")
  private int from;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many images are measured (default: all that follow).")
  private Optional<Integer> count = Optional.empty();

  @Option(
      names = "--activations",
      paramLabel = "BITS",
      description = "Of the widths that the model allows, only this one.")
  private Optional<Integer> activations = Optional.empty();

  @ArgGroup(validate = false, heading = "%nTarget, instead of what the model says:%n", order = 1)
  private TargetOptions target = new TargetOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write counts of images and hits here as well.")
  private Optional<Path> json = Optional.empty();

  @ArgGroup(validate = false, heading = "%nJobs, for many models and images:%n", order = 2)
  private JobOptions jobs = new JobOptions();

  public EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ImageRange.Asked range = check();
    if (jobs.work().isPresent()) {
      inJobs(jobs.work().get(), range);
    } else {
      Loaded loaded = load(models.getFirst());
      measure(loaded, range);
    }
    return ExitCode.DONE.code();
  }

  private ImageRange.Asked check() {
    if (images.isPresent() != labels.isPresent()) {
      throw new UsageException("--images and --labels go together", "give both or neither");
    }
    jobs.check();
    target.check();
    if (jobs.work().isEmpty() && models.size() > 1) {
      throw new UsageException(
          "several models are measured in jobs, which need a folder for their results",
          "name one with --work DIR");
    }
    if (jobs.work().isPresent() && json.isPresent()) {
      throw new UsageException(
          "--json is for one measurement", "with --work DIR the result is DIR/accuracy.json");
    }
    return new ImageRange.Asked(from, count.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  /// A model with the images that it is measured on.
  private record Loaded(LoadedModel model, EvaluateClause clause) {}

  private Loaded load(Path file) {
    Diagnostics diagnostics = new Diagnostics();
    LoadedModel loaded = new LoadModel(diagnostics).run(file, target::apply, images -> {});
    console.show(diagnostics.all());
    Optional<EvaluateClause> clause =
        images.isPresent() ? Optional.of(given()) : loaded.request().evaluate();
    if (clause.isEmpty()) {
      throw new UsageException(
          "the model has no evaluate clause", "name images with --images and --labels");
    }
    return new Loaded(width(loaded), clause.get());
  }

  private LoadedModel width(LoadedModel loaded) {
    return activations
        .map(
            bits ->
                loaded
                    .ofWidth(bits)
                    .orElseThrow(
                        () ->
                            new UsageException(
                                "--activations is %d, and the model allows %s"
                                    .formatted(
                                        bits,
                                        loaded.formats().activationWidths().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", "))),
                                "say `activations fixed(4..8)` to leave the width open")))
        .orElse(loaded);
  }

  private EvaluateClause given() {
    return new EvaluateClause(
        images.orElseThrow().toAbsolutePath().toString(),
        labels.orElseThrow().toAbsolutePath().toString(),
        Optional.empty(),
        SourceLocation.ofFile("--images"));
  }

  private void inJobs(Path folder, ImageRange.Asked range) throws InterruptedException {
    EvaluationKey keys = new EvaluationKey();
    List<DesignPoint> points = new ArrayList<>();
    for (Path file : models) {
      console.progress("reading " + file);
      Loaded loaded = load(file);
      ImageSet set = set(loaded);
      loaded.model().images().labels(loaded.clause());
      String key = keys.of(file, loaded.model(), loaded.clause(), Vitcc.VERSION + " " + measured());
      ImageRange images = range.of(set.count());
      points.add(DesignPoint.of(file.toString(), file, key, images, options()));
    }
    try (WorkFolder work = WorkFolder.open(folder)) {
      AccuracyTable table =
          new AccuracyTable(
              new MeasurePoints(work, jobs.runner(work), console).run(points, jobs.split()));
      table.write(work);
      table.lines().forEach(console::line);
    }
  }

  /// What makes a difference to what is measured.
  private List<String> measured() {
    List<String> words = new ArrayList<>(List.of("--engine", engine.toString()));
    activations.ifPresent(bits -> words.addAll(List.of("--activations", "" + bits)));
    words.addAll(target.words());
    return words;
  }

  /// What a job is told, but for its range.
  private List<String> options() {
    List<String> words = new ArrayList<>(measured());
    images.ifPresent(path -> words.addAll(List.of("--images", DesignPoint.absolute(path))));
    labels.ifPresent(path -> words.addAll(List.of("--labels", DesignPoint.absolute(path))));
    return words;
  }

  /// The images: as bytes where integers are measured.
  private ImageSet set(Loaded loaded) {
    LoadImages loader = loaded.model().images();
    return engine == Which.FLOAT
        ? loader.anyEvaluation(loaded.clause())
        : loader.evaluation(loaded.clause());
  }

  private void measure(Loaded loaded, ImageRange.Asked asked) {
    LoadImages loader = loaded.model().images();
    ImageSet all = loader.anyEvaluation(loaded.clause());
    ImageRange range = asked.of(all.count());
    PassContext context = new PassContext(new Diagnostics(), console::progress);
    MakeDesign design = new MakeDesign(context, PassNotes.of(console), CalibrationFiles.ofUser());
    Networks networks = design.networks(loaded.model());
    networks.tokens().ifPresent(tokens -> console.note("prune: " + tokens));
    int end = range.from() + range.count();
    int[] expected = Arrays.copyOfRange(loader.labels(loaded.clause()), range.from(), end);
    References references = new References((done, of) -> console.progress("image", done, of));
    Optional<Accuracy> real = Optional.empty();
    Optional<Accuracy> integer = Optional.empty();
    if (engine != Which.INTEGER) {
      ImageSet some = all.slice(range.from(), range.count());
      real =
          Optional.of(
              print("float", Accuracy.of(references.real(networks.model(), some), expected)));
    }
    if (engine != Which.FLOAT) {
      ImageSet.Raw some = loader.evaluation(loaded.clause()).slice(range.from(), range.count());
      integer =
          Optional.of(
              print(
                  "integer",
                  Accuracy.of(references.integer(networks.integer().get(), some), expected)));
    }
    Measurement measured = new Measurement(real, integer);
    json.ifPresent(file -> WholeFile.write(file, JsonText.print(measured.json())));
  }

  private Accuracy print(String name, Accuracy accuracy) {
    console.line(
        String.format(
            Locale.ROOT,
            "%-8s top-1 %6.2f %%   top-5 %6.2f %%   (%d images)",
            name,
            accuracy.top1Percent(),
            accuracy.top5Percent(),
            accuracy.images()));
    return accuracy;
  }
}
