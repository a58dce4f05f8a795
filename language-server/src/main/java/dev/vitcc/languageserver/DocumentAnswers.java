package dev.vitcc.languageserver;

import dev.vitcc.languageserver.answer.Analysis;
import dev.vitcc.languageserver.answer.Completions;
import dev.vitcc.languageserver.answer.HoverText;
import dev.vitcc.languageserver.answer.Manual;
import dev.vitcc.languageserver.answer.Outline;
import dev.vitcc.languageserver.answer.Renaming;
import dev.vitcc.languageserver.names.Definition;
import dev.vitcc.languageserver.names.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/// Answers what editors ask about texts; of a text that isn't open there is nothing to say.
final class DocumentAnswers implements TextDocumentService {
  private final Documents documents;
  private final HoverText hovers;
  private final Completions completions;
  private Optional<Documents.Editor> editor = Optional.empty();
  private boolean ended;

  DocumentAnswers(Documents documents, Manual manual) {
    this.documents = documents;
    this.hovers = new HoverText(manual);
    this.completions = new Completions(manual);
  }

  void begin(Documents.Editor asking) {
    editor = Optional.of(asking);
  }

  void end() {
    ended = true;
  }

  void refreshAll() {
    editor.ifPresent(asking -> documents.uris().forEach(uri -> documents.refresh(uri, asking)));
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    put(item.getUri(), item.getVersion(), item.getText());
  }

  /// The editor was told to send whole texts: the last one counts.
  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    List<TextDocumentContentChangeEvent> changes = params.getContentChanges();
    if (!changes.isEmpty()) {
      Integer version = params.getTextDocument().getVersion();
      put(uri, version == null ? 0 : version, changes.getLast().getText());
    }
  }

  private void put(String uri, int version, String text) {
    editor.ifPresent(asking -> documents.put(uri, version, text, asking));
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    editor.ifPresent(asking -> documents.close(params.getTextDocument().getUri(), asking));
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    editor.ifPresent(asking -> documents.refresh(params.getTextDocument().getUri(), asking));
  }

  /// The answer for an open text, or what stands for none.
  private <T> CompletableFuture<T> answer(
      TextDocumentIdentifier text, T none, Function<Analysis, T> answer) {
    if (editor.isEmpty() || ended) {
      ResponseErrorCode code =
          ended ? ResponseErrorCode.InvalidRequest : ResponseErrorCode.ServerNotInitialized;
      String why = ended ? "the server was shut down" : "the server was not initialized";
      return refuse(code, why);
    }
    return CompletableFuture.completedFuture(
        documents.find(text.getUri()).map(Document::analysis).map(answer).orElse(none));
  }

  private static <T> CompletableFuture<T> refuse(ResponseErrorCode code, String why) {
    return CompletableFuture.failedFuture(
        new ResponseErrorException(new ResponseError(code, why, null)));
  }

  @Override
  public CompletableFuture<Hover> hover(HoverParams params) {
    return nullable(
        answer(
            params.getTextDocument(),
            Optional.<String>empty(),
            analysis -> hovers.at(analysis, offset(analysis, params.getPosition()))),
        text -> new Hover(new MarkupContent(MarkupKind.MARKDOWN, text)));
  }

  /// The protocol says null where there is nothing.
  @SuppressWarnings("NullAway")
  private static <T, R> CompletableFuture<R> nullable(
      CompletableFuture<Optional<T>> answer, Function<T, R> form) {
    return answer.thenApply(found -> found.map(form).orElse(null));
  }

  private static int offset(Analysis analysis, Position position) {
    return analysis.lines().offset(position);
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    String uri = params.getTextDocument().getUri();
    return answer(
        params.getTextDocument(),
        Either.forLeft(List.of()),
        analysis ->
            Either.forLeft(
                meant(analysis, params.getPosition()).stream()
                    .map(definition -> new Location(uri, range(analysis, definition)))
                    .toList()));
  }

  private static Optional<Definition> meant(Analysis analysis, Position position) {
    return analysis.names().at(offset(analysis, position)).flatMap(Use::definition);
  }

  private static Range range(Analysis analysis, Definition definition) {
    return analysis.lines().range(definition.word().start(), definition.word().end());
  }

  private static Range range(Analysis analysis, Use use) {
    return analysis.lines().range(use.word().start(), use.word().end());
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    String uri = params.getTextDocument().getUri();
    boolean whole = params.getContext() == null || params.getContext().isIncludeDeclaration();
    return answer(
        params.getTextDocument(),
        List.of(),
        analysis ->
            uses(analysis, params.getPosition()).stream()
                .filter(use -> whole || !isDefinition(use))
                .map(use -> new Location(uri, range(analysis, use)))
                .toList());
  }

  private static boolean isDefinition(Use use) {
    return use.definition().filter(definition -> definition.word().equals(use.word())).isPresent();
  }

  private static List<Use> uses(Analysis analysis, Position position) {
    return meant(analysis, position).map(analysis.names()::all).orElse(List.of());
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return answer(
        params.getTextDocument(),
        List.of(),
        analysis ->
            uses(analysis, params.getPosition()).stream()
                .map(use -> new DocumentHighlight(range(analysis, use)))
                .toList());
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    return answer(
        params.getTextDocument(),
        List.of(),
        analysis ->
            Outline.of(analysis).stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList());
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return answer(
        params.getTextDocument(),
        Either.forLeft(List.of()),
        analysis ->
            Either.forLeft(completions.at(analysis, offset(analysis, params.getPosition()))));
  }

  @Override
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return nullable(
        answer(
            params.getTextDocument(),
            Optional.<Range>empty(),
            analysis -> Renaming.range(analysis, offset(analysis, params.getPosition()))),
        Either3::forFirst);
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    String uri = params.getTextDocument().getUri();
    return answer(
            params.getTextDocument(),
            new Renaming.Outcome(List.of(), Optional.empty()),
            analysis ->
                Renaming.at(analysis, offset(analysis, params.getPosition()), params.getNewName()))
        .thenCompose(
            outcome ->
                outcome.refusal().isPresent()
                    ? refuse(ResponseErrorCode.RequestFailed, outcome.refusal().get())
                    : CompletableFuture.completedFuture(
                        new WorkspaceEdit(Map.of(uri, outcome.edits()))));
  }
}
