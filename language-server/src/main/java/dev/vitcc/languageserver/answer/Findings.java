package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.parse.Word;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;

/// What the compiler says, as editors show it.
///
/// @param uri of the text
/// @param related whether the editor shows notes beside a message; else they are part of it
public record Findings(String uri, boolean related) {

  /// All of them, in the order in which they were found.
  public List<org.eclipse.lsp4j.Diagnostic> of(Analysis analysis, List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(diagnostic -> finding(analysis, diagnostic)).toList();
  }

  private org.eclipse.lsp4j.Diagnostic finding(Analysis analysis, Diagnostic diagnostic) {
    Range range = range(analysis, diagnostic);
    List<String> notes =
        Stream.concat(
                diagnostic.hint().map(hint -> "hint: " + hint).stream(),
                diagnostic.details().stream())
            .toList();
    String message =
        isElsewhere(analysis, diagnostic)
            ? diagnostic.location() + ": " + diagnostic.message()
            : diagnostic.message();
    List<String> lines = new ArrayList<>(List.of(message));
    if (!related) {
      lines.addAll(notes);
    }
    var finding = new org.eclipse.lsp4j.Diagnostic(range, String.join("\n", lines));
    finding.setSeverity(severity(diagnostic.severity()));
    finding.setCode(diagnostic.code().code());
    finding.setSource("vitcc");
    if (related && !notes.isEmpty()) {
      Location here = new Location(uri, range);
      finding.setRelatedInformation(
          notes.stream().map(note -> new DiagnosticRelatedInformation(here, note)).toList());
    }
    return finding;
  }

  /// A finding about another file stands where that file is named.
  private static Range range(Analysis analysis, Diagnostic diagnostic) {
    if (!isElsewhere(analysis, diagnostic)) {
      return analysis.lines().range(diagnostic.location());
    }
    String file = diagnostic.location().file().replace('\\', '/');
    return analysis.words().stream()
        .filter(word -> word.kind() == Word.Kind.TEXT && names(word, file))
        .findFirst()
        .map(word -> analysis.lines().range(word.start(), word.end()))
        .orElse(analysis.lines().range(0, 0));
  }

  private static boolean names(Word word, String file) {
    String path = word.text().replace("\"", "").replaceFirst("/+$", "");
    return !path.isEmpty()
        && (file.equals(path) || file.endsWith("/" + path) || file.contains("/" + path + "/"));
  }

  private static boolean isElsewhere(Analysis analysis, Diagnostic diagnostic) {
    String file = diagnostic.location().file();
    return !file.isEmpty() && !file.equals(analysis.source().file());
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case NOTE -> DiagnosticSeverity.Information;
    };
  }
}
