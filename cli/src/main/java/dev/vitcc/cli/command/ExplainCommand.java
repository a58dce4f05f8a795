package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.OutputCode;
import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.text.IrCode;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.targets.TargetsCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitcc explain CODE`: what a diagnostic means and what to do.
@Command(
    name = "explain",
    description = "Explain the code of a diagnostic, such as E0201; without one, list them all.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  vitcc explain E0501                                 one code",
      "  vitcc explain                                       all codes"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int WIDTH = 80;
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      completionCandidates = Codes.class,
      description = "The code, such as E0201.")
  private Optional<String> code = Optional.empty();

  public ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (code.isEmpty()) {
      codes().forEach(each -> console.line(each.code() + "  " + each.title()));
      return ExitCode.DONE.code();
    }
    Optional<DiagnosticCode> found =
        codes().stream().filter(each -> each.code().equalsIgnoreCase(code.get())).findFirst();
    if (found.isEmpty()) {
      throw new UsageException(
          "there is no code '" + code.get() + "'",
          NearestName.hint(code.get().toUpperCase(Locale.ROOT), names())
              .orElse("`vitcc explain` lists all of them"));
    }
    console.line(found.get().code() + ": " + found.get().title());
    console.line("");
    paragraphs(found.get().explanation()).flatMap(ExplainCommand::wrap).forEach(console::line);
    return ExitCode.DONE.code();
  }

  /// Lines that follow one another are one paragraph, unless they are indented.
  private static Stream<String> paragraphs(String text) {
    return text.strip().replaceAll("(?<=\\S)\n(?=\\S)", " ").lines();
  }

  /// A paragraph as lines that fit a terminal.
  private static Stream<String> wrap(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines.stream();
  }

  /// All codes, for completion.
  static final class Codes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  private static List<String> names() {
    return codes().stream().map(DiagnosticCode::code).toList();
  }

  /// Every code there is, sorted.
  static List<DiagnosticCode> codes() {
    return Stream.<DiagnosticCode[]>of(
            FrontendCode.values(),
            IrCode.values(),
            ModelsCode.values(),
            OutputCode.values(),
            PassesCode.values(),
            TargetsCode.values())
        .flatMap(Stream::of)
        .sorted(Comparator.comparing(DiagnosticCode::code))
        .toList();
  }
}
