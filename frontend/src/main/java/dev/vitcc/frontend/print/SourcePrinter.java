package dev.vitcc.frontend.print;

import static dev.vitcc.frontend.print.ExpressionPrinter.arguments;
import static dev.vitcc.frontend.print.ExpressionPrinter.list;
import static dev.vitcc.frontend.print.ExpressionPrinter.print;
import static dev.vitcc.frontend.print.ExpressionPrinter.quoted;

import dev.vitcc.frontend.ast.ApproximateItem;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.ConstantDeclaration;
import dev.vitcc.frontend.ast.Item;
import dev.vitcc.frontend.ast.ModelDeclaration;
import dev.vitcc.frontend.ast.Name;
import dev.vitcc.frontend.ast.PruneItem;
import dev.vitcc.frontend.ast.QuantizeItem;
import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.ast.Statement;
import dev.vitcc.frontend.ast.TargetItem;
import java.util.List;

/// Prints a syntax tree as a `.vit` file that parses to the same tree.
///
/// Comments are not in the tree and are lost. Before: `repeat 2{x=f(x);}`. After:
///
/// ```
/// repeat 2 {
///     x = f(x);
/// }
/// ```
public final class SourcePrinter {
  private static final String INDENT = "    ";

  private final StringBuilder out = new StringBuilder();
  private int depth;

  private SourcePrinter() {}

  /// The text of a file, ending with `\n`.
  public static String text(SourceFile file) {
    SourcePrinter printer = new SourcePrinter();
    file.items().forEach(printer::item);
    return printer.out.toString();
  }

  private void line(String text) {
    out.append(INDENT.repeat(depth)).append(text).append('\n');
  }

  private void braces(String head, Runnable body) {
    line(head + " {");
    depth++;
    body.run();
    depth--;
    line("}");
  }

  private void item(Item item) {
    switch (item) {
      case ModelDeclaration model ->
          braces("model " + model.name(), () -> model.body().forEach(this::statement));
      case ConstantDeclaration constant -> constant(constant);
      case Clause clause -> clause(clause);
    }
  }

  private void constant(ConstantDeclaration constant) {
    line("const " + constant.name() + " = " + print(constant.value()) + ";");
  }

  private void statement(Statement statement) {
    switch (statement) {
      case ConstantDeclaration constant -> constant(constant);
      case Statement.Input input -> {
        StringBuilder text = new StringBuilder("input " + input.name() + " : ");
        text.append(print(input.shape()));
        for (Statement.Modifier modifier : input.modifiers()) {
          text.append(' ').append(modifier.name()).append(arguments(modifier.arguments()));
        }
        line(text.append(';').toString());
      }
      case Statement.Block block ->
          braces(
              "block "
                  + block.name()
                  + "("
                  + list(
                      block.parameters(),
                      p -> p.name() + p.initial().map(i -> " = " + print(i)).orElse(""))
                  + ")",
              () -> block.body().forEach(this::statement));
      case Statement.Repeat repeat ->
          braces("repeat " + print(repeat.count()), () -> repeat.body().forEach(this::statement));
      case Statement.Assignment assignment ->
          line(assignment.name() + " = " + print(assignment.value()) + ";");
      case Statement.Output output ->
          line("output " + output.name() + " = " + print(output.value()) + ";");
      case Statement.Return returned -> line("return " + print(returned.value()) + ";");
    }
  }

  private void clause(Clause clause) {
    switch (clause) {
      case Clause.FileWeights files -> weights(files);
      case Clause.RandomWeights random ->
          line(
              "weights random"
                  + (random.arguments().isEmpty() ? "" : arguments(random.arguments()))
                  + ";");
      case Clause.Calibrate calibrate ->
          line(
              "calibrate "
                  + quoted(calibrate.images().value())
                  + calibrate.count().map(count -> " images " + print(count)).orElse("")
                  + calibrate.method().map(method -> " method " + print(method)).orElse("")
                  + ";");
      case Clause.Evaluate evaluate ->
          line(
              "evaluate "
                  + quoted(evaluate.images().value())
                  + " labels "
                  + quoted(evaluate.labels().value())
                  + evaluate.count().map(count -> " images " + print(count)).orElse("")
                  + ";");
      case Clause.Target target -> target(target);
      case Clause.Quantize quantize ->
          braces("quantize", () -> quantize.items().forEach(i -> line(item(i) + ";")));
      case Clause.Scales scales -> line("scales " + quoted(scales.file().value()) + ";");
      case Clause.Prune prune ->
          braces("prune", () -> prune.items().forEach(i -> line(item(i) + ";")));
      case Clause.Approximate approximate ->
          braces("approximate", () -> approximate.items().forEach(i -> line(item(i) + ";")));
    }
  }

  private void weights(Clause.FileWeights weights) {
    String files = "weights " + list(weights.files(), file -> quoted(file.value()));
    if (weights.naming().isEmpty()) {
      line(files + ";");
      return;
    }
    switch (weights.naming().orElseThrow()) {
      case Clause.Naming.Layout(Name name) -> line(files + " naming " + name + ";");
      case Clause.Naming.Map map -> {
        line(files + " naming map {");
        depth++;
        map.mappings()
            .forEach(
                m ->
                    line(quoted(m.canonical().value()) + " = " + quoted(m.stored().value()) + ";"));
        depth--;
        line("};");
      }
    }
  }

  private void target(Clause.Target target) {
    String board =
        switch (target.board()) {
          case Clause.Board.Known(Name name) -> name.text();
          case Clause.Board.Described(var file) -> quoted(file.value());
        };
    if (target.items().isEmpty()) {
      line("target " + board + ";");
    } else {
      braces("target " + board, () -> target.items().forEach(i -> line(item(i) + ";")));
    }
  }

  private static String item(TargetItem item) {
    return switch (item) {
      case TargetItem.Clock line -> "clock " + print(line.frequency());
      case TargetItem.Limit line ->
          line.what() + " " + line.bound().sign().symbol() + " " + print(line.quantity());
      case TargetItem.Objective line -> "objective " + print(line.choice());
      case TargetItem.Engine line -> "engine" + arguments(line.arguments());
    };
  }

  private static String item(QuantizeItem item) {
    return switch (item) {
      case QuantizeItem.Format line -> names(line.roles()) + " " + print(line.format());
      case QuantizeItem.Calibration line -> "calibration " + print(line.method());
      case QuantizeItem.WeightScales line -> "weight_scales " + print(line.method());
      case QuantizeItem.Requantize line -> "requantize " + print(line.choice());
    };
  }

  private static String item(PruneItem item) {
    return switch (item) {
      case PruneItem.Selector line -> "selector " + print(line.choice());
      case PruneItem.BeforeBlocks line ->
          "before blocks " + list(line.blocks(), ExpressionPrinter::print);
      case PruneItem.Tokens line -> "tokens " + list(line.counts(), ExpressionPrinter::print);
      case PruneItem.Keep line -> "keep " + list(line.rates(), ExpressionPrinter::print);
      case PruneItem.Auto _ -> "auto";
      case PruneItem.Package line ->
          "package" + line.form().map(form -> " " + print(form)).orElse("");
      case PruneItem.Threshold line -> "threshold " + print(line.score());
      case PruneItem.Cumulative line -> "cumulative " + print(line.share());
    };
  }

  private static String item(ApproximateItem item) {
    return names(item.functions())
        + " "
        + print(item.method())
        + item.error()
            .map(e -> " error " + e.bound().sign().symbol() + " " + print(e.limit()))
            .orElse("");
  }

  private static String names(List<Name> names) {
    return list(names, Name::text);
  }
}
