package dev.vitcc.languageserver;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/// The language server for `.vit` files.
public final class VitLanguageServer {
  private VitLanguageServer() {}

  /// Serves one editor until it ends the server, or is gone.
  ///
  /// @return 0 if the editor shut the server down before it ended it, else 1, as the protocol has
  ///   it
  public static int serve(InputStream in, OutputStream out, FileCheck files)
      throws InterruptedException {
    VitServer server = new VitServer(files);
    ExecutorService reader =
        Executors.newCachedThreadPool(
            work -> Thread.ofPlatform().daemon().name("vitcc-reader").unstarted(work));
    Launcher<LanguageClient> launcher =
        new LSPLauncher.Builder<LanguageClient>()
            .setLocalService(server)
            .setRemoteInterface(LanguageClient.class)
            .setInput(in)
            .setOutput(out)
            .setExecutorService(reader)
            .wrapMessages(VitLanguageServer::withoutTrace)
            .create();
    server.connect(launcher.getRemoteProxy());
    Future<Void> listening = launcher.startListening();
    reader.execute(() -> endWith(listening, server));
    return server.exited().join();
  }

  /// An editor that is gone sends no more: then it is as if it had ended the server.
  private static void endWith(Future<Void> listening, VitServer server) {
    try {
      listening.get();
    } catch (ExecutionException e) {
      // The wire broke; whatever the reason, nobody is left to tell.
      server.exit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.exit();
  }

  /// Nothing here is traced, so that nothing has to be set.
  private static MessageConsumer withoutTrace(MessageConsumer consumer) {
    return message -> {
      boolean trace =
          message instanceof NotificationMessage notification
              && "$/setTrace".equals(notification.getMethod());
      if (!trace) {
        consumer.consume(message);
      }
    };
  }
}
