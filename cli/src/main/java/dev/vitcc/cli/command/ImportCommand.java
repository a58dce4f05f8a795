package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.OutputFile;
import dev.vitcc.models.imports.ImportOptions;
import dev.vitcc.models.imports.ModelImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vitcc import`: from a checkpoint to a model that people can read.
@Command(
    name = "import",
    description = {
      "Write the model of a checkpoint as a .vit file.",
      "Takes a Hugging Face or timm folder (config.json beside model.safetensors) and .safetensors"
          + " files with timm's names. Every tensor is accounted for."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ImportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PATH", description = "The folder, or the .safetensors file.")
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

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (output.isPresent() && Files.exists(output.get(), LinkOption.NOFOLLOW_LINKS) && !force) {
      throw new UsageException(
          output.get() + " exists already", "name another file, or replace it with --force");
    }
    Diagnostics diagnostics = new Diagnostics();
    Path file = output.orElse(Path.of("model.vit"));
    String text = ModelImport.run(path, new ImportOptions(file, heads), diagnostics);
    console.show(diagnostics.all());
    if (output.isPresent()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      OutputFile.write(file, out -> out.write(bytes));
      console.line("wrote " + file);
    } else {
      console.line(text.stripTrailing());
    }
    return ExitCode.DONE.code();
  }
}
