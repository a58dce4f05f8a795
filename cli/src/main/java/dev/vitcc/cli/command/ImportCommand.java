package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.OutputFile;
import dev.vitcc.models.imports.ImportOptions;
import dev.vitcc.models.imports.ImportOptions.Allowances;
import dev.vitcc.models.imports.ImportOptions.Pixels;
import dev.vitcc.models.imports.Imported;
import dev.vitcc.models.imports.Imported.Companion;
import dev.vitcc.models.imports.ModelImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitcc import`: from a checkpoint to a model that people can read.
@Command(
    name = "import",
    description = {
      "Write the model of a checkpoint as a .vit file.",
      "Takes a Hugging Face or timm folder (config.json beside model.safetensors), .safetensors"
          + " files with timm's names, and .onnx files, also quantised ones (QDQ, QONNX), beside"
          + " whose model weights and scales are written. All that can't be mapped is listed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  vitcc import deit-tiny/ -o deit_tiny.vit            a Hugging Face or timm folder",
      "  vitcc import vit.safetensors --heads 3              a checkpoint that doesn't tell its heads",
      "  vitcc import model.onnx --scale 1/255 -o model.vit  an ONNX file"
    })
public final class ImportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PATH", description = "The folder, or the .safetensors or .onnx file.")
  private Path path = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL.vit",
      description = "The file to write; without it the model is printed.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--heads",
      paramLabel = "N",
      description = "Attention heads, where the checkpoint doesn't tell.")
  private Optional<Integer> heads = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "What a byte of an image is multiplied with, as 1/255.")
  private Optional<String> scale = Optional.empty();

  @Option(
      names = "--mean",
      paramLabel = "M",
      split = ",",
      description = "Mean of images, one number or one for each channel.")
  private List<Double> mean = List.of();

  @Option(
      names = "--std",
      paramLabel = "D",
      split = ",",
      description = "Deviation of images, one number or one for each channel.")
  private List<Double> std = List.of();

  @Option(names = "--exact-gelu", description = "ONNX: take the exact GELU for one by tanh.")
  private boolean exactGelu;

  @Option(
      names = "--recalibrate",
      description =
          "Quantised ONNX: leave steps of activations that vitcc can't have to calibration.")
  private boolean recalibrate;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    output.ifPresent(this::refuseToReplace);
    Diagnostics diagnostics = new Diagnostics();
    Path file = output.orElse(Path.of("model.vit"));
    Allowances allowed = new Allowances(exactGelu, recalibrate);
    Imported imported =
        ModelImport.run(path, new ImportOptions(file, heads, pixels(), allowed), diagnostics);
    console.show(diagnostics.all());
    if (output.isEmpty()) {
      console.line(imported.text().stripTrailing());
      if (!imported.companions().isEmpty()) {
        console.note("the files that the model names are written with -o MODEL.vit");
      }
      return ExitCode.DONE.code();
    }
    imported.companions().forEach(companion -> refuseToReplace(companion.path()));
    for (Companion companion : imported.companions()) {
      companion.write().run();
      console.line("wrote " + companion.path());
    }
    byte[] bytes = imported.text().getBytes(StandardCharsets.UTF_8);
    OutputFile.write(file, out -> out.write(bytes));
    console.line("wrote " + file);
    return ExitCode.DONE.code();
  }

  private void refuseToReplace(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !force) {
      throw new UsageException(
          file + " exists already", "name another file, or replace it with --force");
    }
  }

  private Pixels pixels() {
    Stream.concat(mean.stream(), std.stream())
        .filter(number -> !Double.isFinite(number))
        .findFirst()
        .ifPresent(
            number -> {
              throw new UsageException("--mean, --std: " + number, "name finite numbers");
            });
    if (std.contains(0.0)) {
      throw new UsageException("--std: 0", "name numbers other than zero");
    }
    return new Pixels(
        scale.map(ImportCommand::fraction),
        mean.isEmpty() ? Optional.empty() : Optional.of(mean),
        std.isEmpty() ? Optional.empty() : Optional.of(std));
  }

  /// `0.0625`, or `1/16`.
  private static double fraction(String text) {
    String[] parts = text.split("/", -1);
    try {
      double value = Double.parseDouble(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        value /= Double.parseDouble(parts[i]);
      }
      if (parts.length <= 2 && value > 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException("--scale: '" + text + "'", "name a positive number, as 1/255");
  }
}
