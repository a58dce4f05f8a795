package dev.vitcc.frontend.print;

import dev.vitcc.frontend.ast.Argument;
import dev.vitcc.frontend.ast.Choice;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.FormatSyntax;
import dev.vitcc.frontend.ast.FormatSyntax.FormatArgument;
import dev.vitcc.frontend.ast.Quantity;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prints expressions with the fewest parentheses that keep their meaning.
final class ExpressionPrinter {
  private ExpressionPrinter() {}

  /// How tightly an expression holds together; a looser one needs parentheses inside a tighter one.
  private enum Binding {
    SUM,
    PRODUCT,
    SIGN,
    POSTFIX
  }

  static String print(Expression expression) {
    return print(expression, Binding.SUM);
  }

  static <T> String list(List<T> elements, Function<T, String> printer) {
    return elements.stream().map(printer).collect(Collectors.joining(", "));
  }

  static String arguments(List<Argument> arguments) {
    return "(" + list(arguments, ExpressionPrinter::argument) + ")";
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static String print(Choice choice) {
    return choice.name() + (choice.arguments().isEmpty() ? "" : arguments(choice.arguments()));
  }

  static String print(Quantity quantity) {
    String unit = quantity.unit().map(u -> u.text().equals("%") ? "%" : " " + u.text()).orElse("");
    return print(quantity.value()) + unit;
  }

  static String print(FormatSyntax format) {
    return switch (format) {
      case FormatSyntax.Named named ->
          named.name()
              + (named.arguments().isEmpty()
                  ? ""
                  : "(" + list(named.arguments(), ExpressionPrinter::formatArgument) + ")");
      case FormatSyntax.Mixed mixed ->
          "mixed { " + list(mixed.shares(), ExpressionPrinter::share) + " }";
    };
  }

  private static String share(FormatSyntax.Share share) {
    return share.percent().map(percent -> print(percent) + "% ").orElse("") + print(share.format());
  }

  private static String formatArgument(FormatArgument argument) {
    return argument.name().map(name -> name + " = ").orElse("")
        + print(argument.low())
        + argument.high().map(high -> ".." + print(high)).orElse("");
  }

  private static String argument(Argument argument) {
    return argument.name().map(name -> name + " = ").orElse("") + print(argument.value());
  }

  private static String print(Expression expression, Binding around) {
    String text = text(expression);
    return binding(expression).compareTo(around) < 0 ? "(" + text + ")" : text;
  }

  private static String text(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral literal -> literal.text();
      case Expression.TextLiteral literal -> quoted(literal.value());
      case Expression.Hole hole ->
          throw new IllegalStateException("nothing to print at " + hole.location());
      case Expression.Reference reference -> reference.name().text();
      case Expression.Sequence sequence ->
          "[" + list(sequence.elements(), ExpressionPrinter::print) + "]";
      case Expression.Call call -> call.function() + arguments(call.arguments());
      case Expression.Index index ->
          print(index.operand(), Binding.POSTFIX) + "[" + print(index.index()) + "]";
      case Expression.Negation negation -> "-" + print(negation.operand(), Binding.SIGN);
      case Expression.Binary binary -> binary(binary);
    };
  }

  /// Operators group to the left, so the right operand must hold together more tightly.
  private static String binary(Expression.Binary binary) {
    boolean tight = binary.operator().bindsTightly();
    Binding left = tight ? Binding.PRODUCT : Binding.SUM;
    Binding right = tight ? Binding.SIGN : Binding.PRODUCT;
    String symbol = binary.operator().symbol();
    boolean fraction =
        binary.operator() == Expression.Operator.DIVIDE
            && binary.left() instanceof Expression.NumberLiteral
            && binary.right() instanceof Expression.NumberLiteral;
    return print(binary.left(), left)
        + (fraction ? symbol : " " + symbol + " ")
        + print(binary.right(), right);
  }

  private static Binding binding(Expression expression) {
    return switch (expression) {
      case Expression.Binary binary ->
          binary.operator().bindsTightly() ? Binding.PRODUCT : Binding.SUM;
      case Expression.Negation _ -> Binding.SIGN;
      case Expression.NumberLiteral _,
          Expression.TextLiteral _,
          Expression.Hole _,
          Expression.Reference _,
          Expression.Sequence _,
          Expression.Call _,
          Expression.Index _ ->
          Binding.POSTFIX;
    };
  }
}
