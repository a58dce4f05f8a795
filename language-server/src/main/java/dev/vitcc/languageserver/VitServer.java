package dev.vitcc.languageserver;

import dev.vitcc.languageserver.answer.Manual;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/// The life of a server: what it can do, and when it ends.
final class VitServer implements LanguageServer {
  private final Documents documents;
  private final DocumentAnswers answers;
  private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private boolean isShutDown;

  VitServer(FileCheck files) {
    this.documents = new Documents(files);
    this.answers = new DocumentAnswers(documents, Manual.read());
  }

  /// Takes the other end of the wire.
  void connect(LanguageClient other) {
    client.complete(other);
  }

  /// How the editor ended the server: 0 if it asked to shut down first, else 1.
  CompletableFuture<Integer> exited() {
    return exit;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    answers.begin(new Documents.Editor(client.join(), showsRelated(params.getCapabilities())));
    ServerCapabilities can = new ServerCapabilities();
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Full);
    sync.setSave(new SaveOptions(false));
    can.setTextDocumentSync(sync);
    can.setPositionEncoding(PositionEncodingKind.UTF16);
    can.setHoverProvider(true);
    can.setDefinitionProvider(true);
    can.setReferencesProvider(true);
    can.setDocumentHighlightProvider(true);
    can.setDocumentSymbolProvider(true);
    can.setCompletionProvider(new CompletionOptions(false, List.of("(", ",", "=", " ")));
    can.setRenameProvider(new RenameOptions(true));
    return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("vitcc")));
  }

  private static boolean showsRelated(ClientCapabilities capabilities) {
    return Optional.ofNullable(capabilities)
        .map(ClientCapabilities::getTextDocument)
        .map(TextDocumentClientCapabilities::getPublishDiagnostics)
        .map(PublishDiagnosticsCapabilities::getRelatedInformation)
        .orElse(false);
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    isShutDown = true;
    answers.end();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    exit.complete(isShutDown ? 0 : 1);
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return answers;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return new WorkspaceService() {
      @Override
      public void didChangeConfiguration(DidChangeConfigurationParams params) {}

      @Override
      public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        answers.refreshAll();
      }
    };
  }
}
