package dev.vitcc.frontend;

import dev.vitcc.frontend.ast.ConstantDeclaration;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.Item;
import dev.vitcc.frontend.ast.ModelDeclaration;
import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.ast.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Gives constants of a file other values.
final class OtherConstants {
  private final Map<String, String> values;

  private OtherConstants(Map<String, String> values) {
    this.values = values;
  }

  /// The file with numbers in the place of what it says.
  static SourceFile in(SourceFile file, Map<String, String> values) {
    OtherConstants other = new OtherConstants(values);
    return new SourceFile(file.items().stream().map(other::item).toList());
  }

  /// The names of all constants.
  static List<String> names(SourceFile file) {
    return file.items().stream()
        .flatMap(
            item ->
                item instanceof ModelDeclaration model ? model.body().stream() : Stream.of(item))
        .filter(ConstantDeclaration.class::isInstance)
        .map(constant -> ((ConstantDeclaration) constant).name().text())
        .toList();
  }

  private Item item(Item item) {
    return switch (item) {
      case ConstantDeclaration constant -> constant(constant);
      case ModelDeclaration model ->
          new ModelDeclaration(
              model.name(), model.body().stream().map(this::statement).toList(), model.location());
      default -> item;
    };
  }

  private Statement statement(Statement statement) {
    return statement instanceof ConstantDeclaration constant ? constant(constant) : statement;
  }

  private ConstantDeclaration constant(ConstantDeclaration constant) {
    String value = values.get(constant.name().text());
    return value == null
        ? constant
        : new ConstantDeclaration(
            constant.name(),
            new Expression.NumberLiteral(value, constant.value().location()),
            constant.location());
  }
}
