package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.frontend.check.Vocabulary;
import dev.vitcc.frontend.parse.VitWords;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.text.GraphPrinter;
import dev.vitcc.languageserver.names.Definition;
import dev.vitcc.languageserver.names.Use;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/// Gives a name of a file that is right another one: everywhere, and only if the model stays what
/// it is.
public final class Renaming {
  /// The changes, or why there can't be any.
  public record Outcome(List<TextEdit> edits, Optional<String> refusal) {
    public Outcome {
      edits = List.copyOf(edits);
    }
  }

  private Renaming() {}

  /// The name at an offset, if it can be changed.
  public static Optional<Range> range(Analysis analysis, int offset) {
    return analysis
        .names()
        .at(offset)
        .filter(use -> use.definition().isPresent())
        .map(use -> range(analysis, use));
  }

  /// Renames what stands at an offset.
  public static Outcome at(Analysis analysis, int offset, String name) {
    Optional<Definition> definition = analysis.names().at(offset).flatMap(Use::definition);
    if (definition.isEmpty()) {
      return refuse("there is no name here that the file defines");
    }
    if (analysis.inspection().model().isEmpty()) {
      return refuse("the file has mistakes: mend them first");
    }
    if (!isFree(name)) {
      return refuse("'" + name + "' is no name that a value can have");
    }
    if (analysis.words().stream().anyMatch(word -> word.is(name))) {
      return refuse("'" + name + "' is used in this file already");
    }
    List<Use> all = analysis.names().all(definition.get());
    if (!isSame(analysis, renamed(analysis, all, name), definition.get())) {
      return refuse("the model would be another one");
    }
    return new Outcome(
        all.stream().map(use -> new TextEdit(range(analysis, use), name)).toList(),
        Optional.empty());
  }

  private static Outcome refuse(String why) {
    return new Outcome(List.of(), Optional.of(why));
  }

  private static boolean isFree(String name) {
    return name.matches("[A-Za-z_][A-Za-z_0-9]*")
        && !VitWords.reserved().contains(name)
        && !Vocabulary.functions().contains(name)
        && !Vocabulary.argumentWords().contains(name);
  }

  private static Range range(Analysis analysis, Use use) {
    return analysis.lines().range(use.word().start(), use.word().end());
  }

  private static String renamed(Analysis analysis, List<Use> uses, String name) {
    StringBuilder text = new StringBuilder(analysis.source().text());
    for (Use use : uses.reversed()) {
      text.replace(use.word().start(), use.word().end(), name);
    }
    return text.toString();
  }

  /// The compiler has the last word: the renamed file must give the same graph, apart from the
  /// names of model and input.
  private static boolean isSame(Analysis analysis, String renamed, Definition definition) {
    Optional<SourceModel> before = analysis.inspection().model();
    Optional<SourceModel> after =
        Analysis.of(analysis.source().file(), renamed).inspection().model();
    return switch (definition.kind()) {
      case MODEL, INPUT -> after.isPresent();
      case CONSTANT, OUTPUT, BLOCK, PARAMETER, VALUE ->
          after.map(Renaming::text).equals(before.map(Renaming::text));
    };
  }

  /// The graph without the places in the text that its nodes come from.
  private static String text(SourceModel model) {
    Graph graph = model.graph();
    return GraphPrinter.print(
        new Graph(
            graph.name(),
            graph.nodes().stream()
                .map(n -> new Node(n.name(), n.op(), n.operands(), n.type(), SourceLocation.NONE))
                .toList(),
            graph.outputs()));
  }
}
