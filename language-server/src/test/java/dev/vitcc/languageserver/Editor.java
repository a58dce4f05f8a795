package dev.vitcc.languageserver;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor at the other end of the wire, and the server's exit code when it ends.
final class Editor implements LanguageClient {
  private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final LanguageServer server;

  Editor(FileCheck files) {
    try {
      PipedInputStream fromEditor = new PipedInputStream(toServer, 1 << 20);
      PipedOutputStream fromServer = new PipedOutputStream();
      PipedInputStream toEditor = new PipedInputStream(fromServer, 1 << 20);
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  exitCode.complete(VitLanguageServer.serve(fromEditor, fromServer, files));
                } catch (InterruptedException | RuntimeException e) {
                  exitCode.completeExceptionally(e);
                }
              });
      var launcher = LSPLauncher.createClientLauncher(this, toEditor, toServer);
      launcher.startListening();
      server = launcher.getRemoteProxy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LanguageServer server() {
    return server;
  }

  InitializeResult initialize(boolean related) {
    PublishDiagnosticsCapabilities shows = new PublishDiagnosticsCapabilities();
    shows.setRelatedInformation(related);
    TextDocumentClientCapabilities texts = new TextDocumentClientCapabilities();
    texts.setPublishDiagnostics(shows);
    ClientCapabilities capabilities = new ClientCapabilities();
    capabilities.setTextDocument(texts);
    InitializeParams params = new InitializeParams();
    params.setCapabilities(capabilities);
    return server.initialize(params).join();
  }

  void open(String uri, String text) {
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "vit", 1, text)));
  }

  void change(String uri, int version, String text) {
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, version),
                List.of(new TextDocumentContentChangeEvent(text))));
  }

  /// The next diagnostics that the server publishes.
  PublishDiagnosticsParams next() throws InterruptedException {
    PublishDiagnosticsParams params = published.poll(30, TimeUnit.SECONDS);
    if (params == null) {
      throw new AssertionError("no diagnostics within 30 s");
    }
    return params;
  }

  /// The diagnostics of a version, after those of earlier ones.
  PublishDiagnosticsParams of(int version) throws InterruptedException {
    PublishDiagnosticsParams params = next();
    while (params.getVersion() == null || params.getVersion() < version) {
      params = next();
    }
    return params;
  }

  /// Hangs up without a word.
  void leave() {
    try {
      toServer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int exitCode() {
    return exitCode.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams params) {
    published.add(params);
  }

  @Override
  public void telemetryEvent(Object event) {}

  @Override
  public void showMessage(MessageParams params) {}

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    return CompletableFuture.completedFuture(new MessageActionItem());
  }

  @Override
  public void logMessage(MessageParams params) {
    throw new AssertionError("the server has a bug: " + params.getMessage());
  }
}
