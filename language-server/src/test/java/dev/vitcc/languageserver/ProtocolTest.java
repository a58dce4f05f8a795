package dev.vitcc.languageserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProtocolTest {
  private static final String URI = "file:///models/m%20%C3%A9.vit";
  private static final TextDocumentIdentifier ID = new TextDocumentIdentifier(URI);
  private static final FileCheck NO_FILES = (model, folder) -> List.of();

  private static final String MODEL =
      String.join(
          "\r\n",
          "model m { // é 𝄞",
          "    input image : [3, 224, 224];",
          "    /* 𝄞𝄞 */ x = patch_embed(image, patch = 16, dim = 192);",
          "    output logits = linear(x[0], 10);",
          "}",
          "weights random;");

  private enum Code implements DiagnosticCode {
    MISSING;

    @Override
    public String code() {
      return "E0401";
    }

    @Override
    public String title() {
      return "missing";
    }

    @Override
    public String explanation() {
      return "missing";
    }
  }

  @Test
  void speaksTheProtocolFromBeginningToEnd() throws InterruptedException {
    Editor editor = new Editor(NO_FILES);
    var can = editor.initialize(true).getCapabilities();
    assertThat(can.getPositionEncoding()).isEqualTo("utf-16");
    assertThat(can.getDocumentFormattingProvider()).isNull();
    editor.server().setTrace(new SetTraceParams("off"));
    editor.open(URI, MODEL);
    assertThat(editor.next().getDiagnostics()).isEmpty();

    editor.change(URI, 2, MODEL.replace("(image", "(imge"));
    PublishDiagnosticsParams wrong = editor.of(2);
    assertThat(wrong.getUri()).isEqualTo(URI);
    var error =
        wrong.getDiagnostics().stream()
            .filter(d -> d.getSeverity() == DiagnosticSeverity.Error)
            .findFirst()
            .orElseThrow();
    assertThat(error.getCode().getLeft()).isEqualTo("E0201");
    assertThat(error.getMessage().getLeft()).isEqualTo("there is no 'imge' here");
    assertThat(error.getRange()).isEqualTo(range(2, 31, 35));
    assertThat(error.getRelatedInformation().getFirst().getMessage())
        .contains("did you mean 'image'?");

    editor.change(URI, 3, MODEL);
    assertThat(editor.of(3).getDiagnostics()).isEmpty();
    asks(editor.server().getTextDocumentService());

    editor.server().shutdown().join();
    assertThatThrownBy(() -> editor.server().getTextDocumentService().hover(hover(0, 0)).join())
        .hasMessageContaining("shut down");
    editor.server().exit();
    assertThat(editor.exitCode()).isZero();
  }

  private static void asks(TextDocumentService texts) {
    assertThat(texts.hover(hover(2, 15)).join().getContents().getRight().getValue())
        .contains("196 tokens × 192 features");
    assertThat(texts.hover(hover(4, 0)).join()).isNull();
    var defined = texts.definition(new DefinitionParams(ID, new Position(2, 32))).join().getLeft();
    assertThat(defined).hasSize(1);
    assertThat(defined.getFirst().getRange()).isEqualTo(range(1, 10, 15));
    ReferenceParams reference =
        new ReferenceParams(ID, new Position(3, 27), new ReferenceContext(true));
    assertThat(texts.references(reference).join()).hasSize(2);
    var offered = texts.completion(new CompletionParams(ID, new Position(3, 21))).join().getLeft();
    assertThat(offered).extracting(CompletionItem::getLabel).contains("linear", "x");
    assertThat(texts.documentSymbol(new DocumentSymbolParams(ID)).join()).hasSize(2);
    var edits =
        texts.rename(new RenameParams(ID, new Position(3, 27), "y")).join().getChanges().get(URI);
    assertThat(edits).hasSize(2);
    assertThatThrownBy(
            () -> texts.rename(new RenameParams(ID, new Position(3, 27), "image")).join())
        .hasMessageContaining("used in this file");
  }

  private static Range range(int line, int start, int end) {
    return new Range(new Position(line, start), new Position(line, end));
  }

  private static HoverParams hover(int line, int character) {
    return new HoverParams(ID, new Position(line, character));
  }

  @Test
  void saysNothingOfTextsThatAreNotOpen() throws InterruptedException {
    Editor editor = new Editor(NO_FILES);
    editor.initialize(true);
    TextDocumentService texts = editor.server().getTextDocumentService();
    assertThat(texts.hover(hover(0, 0)).join()).isNull();
    assertThat(texts.documentSymbol(new DocumentSymbolParams(ID)).join()).isEmpty();
    editor.open(URI, "model m {");
    assertThat(editor.next().getDiagnostics()).isNotEmpty();
    texts.didClose(new DidCloseTextDocumentParams(ID));
    assertThat(editor.next().getDiagnostics()).isEmpty();
    assertThat(texts.documentSymbol(new DocumentSymbolParams(ID)).join()).isEmpty();
  }

  @Test
  void takesTextsThatAreInNoFolder() throws InterruptedException {
    Editor editor =
        new Editor(
            (model, folder) -> {
              throw new AssertionError("there are no files to look at");
            });
    editor.initialize(true);
    for (String uri : List.of("untitled:Untitled-1", "vscode-vfs://github/a/m.vit", "%%%", "")) {
      editor.open(uri, MODEL);
      assertThat(editor.next().getUri()).isEqualTo(uri);
    }
  }

  @Test
  void showsWhatIsWrongWithFilesWhereTheyAreNamed() throws InterruptedException {
    Path board = Path.of("/models/boards/mine.json");
    Editor editor =
        new Editor(
            (model, folder) -> {
              assertThat(folder).isEqualTo(Path.of("/models"));
              return List.of(
                  Diagnostic.error(
                          Code.MISSING, SourceLocation.ofFile(board.toString()), "not there")
                      .withHint("write it"));
            });
    editor.initialize(false);
    editor.open(URI, MODEL + "\r\ntarget \"boards/mine.json\";");
    var found = editor.next().getDiagnostics().getFirst();
    assertThat(found.getRange()).isEqualTo(range(6, 7, 25));
    assertThat(found.getMessage().getLeft()).isEqualTo(board + ": not there\nhint: write it");
    assertThat(found.getRelatedInformation()).isNull();
  }

  /// While files of one version are looked at, the text goes on.
  @Test
  void neverPublishesWhatIsStale() throws InterruptedException {
    CountDownLatch changed = new CountDownLatch(1);
    Editor editor =
        new Editor(
            (model, folder) -> {
              await(changed);
              return List.of();
            });
    editor.initialize(true);
    editor.open(URI, MODEL);
    for (int version = 2; version < 20; version++) {
      editor.change(URI, version, MODEL + " ".repeat(version));
    }
    editor.change(URI, 20, MODEL + "quantize");
    assertThat(editor.next().getVersion()).isEqualTo(20);
    changed.countDown();
    editor.change(URI, 21, MODEL);
    PublishDiagnosticsParams last = editor.next();
    assertThat(last.getVersion()).isEqualTo(21);
    assertThat(last.getDiagnostics()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void answersNothingBeforeItIsInitialized() {
    Editor editor = new Editor(NO_FILES);
    assertThatThrownBy(() -> editor.server().getTextDocumentService().hover(hover(0, 0)).join())
        .hasMessageContaining("not initialized");
    editor.server().exit();
    assertThat(editor.exitCode()).isEqualTo(1);
  }

  @Test
  void endsWhenTheEditorIsGone() {
    Editor editor = new Editor(NO_FILES);
    editor.initialize(true);
    editor.leave();
    assertThat(editor.exitCode()).isEqualTo(1);
  }
}
