package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.compile.MakeDesign.Networks;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.images.NpyWriter;
import dev.vitcc.passes.manager.PassContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitcc run`: reference logits of images.
@Command(
    name = "run",
    description = "Compute reference logits of images, in real units.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc run model.vit --input cat.png                 logits of one image",
      "  vitcc run model.vit --input photos/ --output logits.npy  of all images of a folder",
      "  vitcc run model.vit --input cat.png --engine integer  as the hardware computes them"
    })
public final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "MODEL.vit", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "IMAGES",
      description = "Images: .npy, IDX, a PNG or JPEG, or a folder of them.")
  private Path input = Path.of("");

  @Option(
      names = "--engine",
      paramLabel = "float|integer",
      description = "Which reference computes (default: ${DEFAULT-VALUE}).")
  private EngineChoice engine = EngineChoice.FLOAT;

  @Option(
      names = "--output",
      paramLabel = "FILE.npy",
      description = "Write logits here, float32 N×classes; without it they are printed.")
  private Optional<Path> output = Optional.empty();

  public RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = new Diagnostics();
    LoadedModel given = new LoadModel(diagnostics).run(model, request -> request, none -> {});
    console.show(diagnostics.all());
    PassContext context = new PassContext(new Diagnostics(), console::progress);
    MakeDesign design = new MakeDesign(context, PassNotes.of(console), CalibrationFiles.ofUser());
    Networks networks = design.networks(given);
    networks.tokens().ifPresent(tokens -> console.note("prune: " + tokens));
    LoadedModel loaded = networks.model();
    LoadImages images = loaded.images();
    References references = new References((done, of) -> console.progress("image", done, of));
    List<float[]> logits =
        switch (engine) {
          case FLOAT -> references.real(loaded, images.open(input));
          case INTEGER -> references.integer(networks.integer().get(), images.openRaw(input));
        };
    output.ifPresentOrElse(file -> write(file, logits), () -> print(logits));
    return ExitCode.DONE.code();
  }

  private void write(Path file, List<float[]> logits) {
    int classes = logits.getFirst().length;
    float[] all = new float[logits.size() * classes];
    for (int i = 0; i < logits.size(); i++) {
      System.arraycopy(logits.get(i), 0, all, i * classes, classes);
    }
    NpyWriter.write(file, List.of(logits.size(), classes), all);
    console.note("wrote logits of " + logits.size() + " images to " + file);
  }

  private void print(List<float[]> logits) {
    for (float[] row : logits) {
      StringBuilder line = new StringBuilder();
      for (float value : row) {
        line.append(String.format(Locale.ROOT, line.isEmpty() ? "%.6g" : " %.6g", value));
      }
      console.line(line.toString());
    }
  }
}
