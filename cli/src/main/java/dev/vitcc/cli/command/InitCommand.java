package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.models.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitcc init`: a model to start from.
@Command(
    name = "init",
    description = "Write a commented model to start from; it compiles as it is.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  vitcc init; vitcc model.vit -o build                from nothing to an accelerator"
    })
public final class InitCommand implements Callable<Integer> {
  private static final String STARTER = "starter.vit";

  /// Words that mean themselves to a shell.
  private static final Pattern PLAIN = Pattern.compile("[\\w./~+@%,:-]+");

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL.vit",
      description = "The file to write (default: ${DEFAULT-VALUE}); it must not exist.",
      defaultValue = "model.vit")
  private Path file = Path.of("model.vit");

  public InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(file + " exists already", "name another file: vitcc init NAME.vit");
    }
    String name = quoted(String.valueOf(file.getFileName()));
    byte[] text =
        starter().replace(" model.vit ", " " + name + " ").getBytes(StandardCharsets.UTF_8);
    OutputFile.write(file, out -> out.write(text));
    console.line(
        "wrote " + file + "; compile it with: vitcc " + quoted(file.toString()) + " -o build");
    return ExitCode.DONE.code();
  }

  /// A word as a shell takes it.
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String starter() {
    try (InputStream in = InitCommand.class.getResourceAsStream(STARTER)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + STARTER);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
