package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.compile.Accuracy;
import dev.vitcc.cli.compile.CalibrationFiles;
import dev.vitcc.cli.compile.LoadImages;
import dev.vitcc.cli.compile.LoadModel;
import dev.vitcc.cli.compile.LoadedModel;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.compile.References;
import dev.vitcc.cli.console.Console;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.manager.PassContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitcc eval`: accuracy on labelled images.
@Command(
    name = "eval",
    description = "Measure top-1 and top-5 accuracy on labelled images.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
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

  @Parameters(paramLabel = "MODEL.vit", description = "The model.")
  private Path model = Path.of("");

  @Option(names = "--images", paramLabel = "IMAGES", description = "Instead of the model's.")
  private Optional<Path> images = Optional.empty();

  @Option(names = "--labels", paramLabel = "LABELS", description = "Instead of the model's.")
  private Optional<Path> labels = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "float|integer|both",
      description = "Which reference is measured (default: ${DEFAULT-VALUE}).")
  private Which engine = Which.BOTH;

  public EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (images.isPresent() != labels.isPresent()) {
      throw new UsageException("--images and --labels go together", "give both or neither");
    }
    Diagnostics diagnostics = new Diagnostics();
    LoadedModel given = new LoadModel(diagnostics).run(model, request -> request, images -> {});
    console.show(diagnostics.all());
    Optional<EvaluateClause> clause =
        images.isPresent() ? Optional.of(given()) : given.request().evaluate();
    if (clause.isEmpty()) {
      throw new UsageException(
          "the model has no evaluate clause", "name images with --images and --labels");
    }
    PassContext context = new PassContext(new Diagnostics(), console::progress);
    MakeDesign design = new MakeDesign(context, List.of(), CalibrationFiles.ofUser());
    evaluate(design, SettledTokens.of(given, design, console), clause.get());
    return ExitCode.DONE.code();
  }

  private EvaluateClause given() {
    return new EvaluateClause(
        images.orElseThrow().toAbsolutePath().toString(),
        labels.orElseThrow().toAbsolutePath().toString(),
        SourceLocation.ofFile("--images"));
  }

  private void evaluate(MakeDesign design, LoadedModel loaded, EvaluateClause clause) {
    LoadImages loader = loaded.images();
    ImageSet set = loader.open(loaded.folder().resolve(clause.images()));
    int[] expected = loader.labels(clause, set.count());
    References references = new References((done, of) -> console.progress("image", done, of));
    if (engine != Which.INTEGER) {
      print("float", Accuracy.of(references.real(loaded, set), expected));
    }
    if (engine != Which.FLOAT) {
      var integer = design.integers(loaded);
      ImageSet.Raw raw = loader.evaluation(clause);
      print("integer", Accuracy.of(references.integer(integer, raw), expected));
    }
  }

  private void print(String name, Accuracy accuracy) {
    console.line(
        String.format(
            Locale.ROOT,
            "%-8s top-1 %6.2f %%   top-5 %6.2f %%   (%d images)",
            name,
            accuracy.top1Percent(),
            accuracy.top5Percent(),
            accuracy.images()));
  }
}
