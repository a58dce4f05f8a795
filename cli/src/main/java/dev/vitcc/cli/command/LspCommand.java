package dev.vitcc.cli.command;

import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.languageserver.VitLanguageServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `vitcc lsp`: what editors ask about `.vit` files.
@Command(
    name = "lsp",
    description = {
      "Serve an editor: the language server protocol on standard input and output.",
      "docs/editors.md says how editors are set up. The exit code is the protocol's: 0 if the"
          + " editor shut the server down before it ended it, 1 otherwise."
    },
    mixinStandardHelpOptions = true)
public final class LspCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    OutputStream wire = new FileOutputStream(FileDescriptor.out);
    // Nothing but the protocol goes to standard output, whoever prints.
    System.setOut(System.err);
    return VitLanguageServer.serve(System.in, wire, LoadModel::checkFiles);
  }
}
