package dev.vitcc.languageserver;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.languageserver.answer.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/// The texts that are open, and the publishing of what is wrong with them.
///
/// Texts are analysed as they arrive, so that every answer is about the newest. The files that a
/// model names are looked at in another thread, since they may be slow to reach; what it finds is
/// published unless the text has changed meanwhile.
final class Documents {
  private final Map<String, Document> open = Collections.synchronizedMap(new LinkedHashMap<>());
  private final ExecutorService disk =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().daemon().name("vitcc-files").unstarted(work));
  private final FileCheck files;
  private int arrivals;

  Documents(FileCheck files) {
    this.files = files;
  }

  /// The text as it is now.
  Optional<Document> find(String uri) {
    return Optional.ofNullable(open.get(uri));
  }

  List<String> uris() {
    synchronized (open) {
      return List.copyOf(open.keySet());
    }
  }

  /// Takes a text in; only the thread that reads from the editor calls this.
  void put(String uri, int version, String text, Editor editor) {
    Document document = Document.of(uri, version, ++arrivals, text);
    open.put(uri, document);
    publish(document, editor);
  }

  /// Looks again at the files that the model names.
  void refresh(String uri, Editor editor) {
    find(uri).ifPresent(document -> publish(document, editor));
  }

  void close(String uri, Editor editor) {
    open.remove(uri);
    editor.client().publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
  }

  private void publish(Document document, Editor editor) {
    boolean hasFiles =
        document.analysis().inspection().model().isPresent() && document.folder().isPresent();
    if (hasFiles) {
      disk.execute(() -> publishWithFiles(document, editor));
    } else {
      send(document, document.analysis().inspection().diagnostics(), editor);
    }
  }

  private void publishWithFiles(Document document, Editor editor) {
    if (isCurrent(document)) {
      List<Diagnostic> all = new ArrayList<>(document.analysis().inspection().diagnostics());
      all.addAll(ofFiles(document, document.folder().orElseThrow(), editor));
      if (isCurrent(document)) {
        send(document, all, editor);
      }
    }
  }

  private boolean isCurrent(Document document) {
    return find(document.uri()).filter(now -> now.arrival() == document.arrival()).isPresent();
  }

  private List<Diagnostic> ofFiles(Document document, Path folder, Editor editor) {
    try {
      return files.check(document.analysis().inspection().model().orElseThrow(), folder);
    } catch (CompileException wrong) {
      return wrong.diagnostics();
    } catch (RuntimeException bug) {
      String what = "vitcc could not look at the files of " + document.uri() + ": " + bug;
      editor.client().logMessage(new MessageParams(MessageType.Error, what));
      return List.of();
    }
  }

  private static void send(Document document, List<Diagnostic> diagnostics, Editor editor) {
    var found = new Findings(document.uri(), editor.related()).of(document.analysis(), diagnostics);
    editor
        .client()
        .publishDiagnostics(
            new PublishDiagnosticsParams(document.uri(), found, document.version()));
  }

  /// Who has the texts open.
  ///
  /// @param related whether notes are shown beside diagnostics
  record Editor(LanguageClient client, boolean related) {}
}
