package dev.vitcc.ir.text;

import dev.vitcc.ir.TensorType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prints and reads the values of attributes: numbers, booleans, strings, types, choices and flat
/// lists of those.
final class AttributeText {
  private static final int LONGEST_LIST = 1 << 20;

  private AttributeText() {}

  static String print(Object value) {
    return switch (value) {
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Double number -> real(number);
      case Boolean truth -> truth.toString();
      case String text -> Quoted.quote(text);
      case TensorType type -> type.toString();
      case Enum<?> choice -> spelling(choice);
      case Record record -> RecordText.print(record);
      case List<?> list ->
          list.stream().map(AttributeText::print).collect(Collectors.joining(", ", "[", "]"));
      default ->
          throw new IllegalArgumentException("no text form for attributes of " + value.getClass());
    };
  }

  /// The shortest decimal that reads back as the same double.
  static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value).toLowerCase(Locale.ROOT);
  }

  /// Reads a value of the type that a record component has.
  static Object read(String name, Type type, TokenStream tokens) {
    if (type == int.class) {
      return (int) tokens.expectLong(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class) {
      return tokens.expectLong(name, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class) {
      return tokens.expectDouble(name);
    } else if (type == boolean.class) {
      return tokens
          .expect("true or false", t -> t.isName("true") || t.isName("false"))
          .isName("true");
    } else if (type == String.class) {
      return tokens.expect("a string", t -> t.is(Token.Kind.STRING)).text();
    } else if (type == TensorType.class) {
      return TypeText.read(tokens);
    } else if (type == Integer.class || type == Long.class || type == Double.class) {
      return read(name, primitive(type), tokens);
    } else if (type instanceof Class<?> choice && choice.isEnum()) {
      return choice(choice, tokens);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      return RecordText.read(tokens.peek(), record, tokens);
    } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(name, list.getActualTypeArguments()[0], tokens);
    }
    throw new IllegalArgumentException("no text form for attributes of " + type);
  }

  /// Some value of a type, to make a specimen of an op with.
  static Object specimen(Type type) {
    if (type == int.class || type == Integer.class) {
      return 1;
    } else if (type == long.class || type == Long.class) {
      return 1L;
    } else if (type == double.class || type == Double.class) {
      return 1.0;
    } else if (type == boolean.class) {
      return true;
    } else if (type == String.class) {
      return "specimen";
    } else if (type == TensorType.class) {
      return TensorType.of(dev.vitcc.ir.ElementType.U8, 1, 1, 1);
    } else if (type instanceof Class<?> choice && choice.isEnum()) {
      return choice.getEnumConstants()[0];
    } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return List.of(specimen(list.getActualTypeArguments()[0]));
    }
    throw new IllegalArgumentException("no text form for attributes of " + type);
  }

  private static Type primitive(Type boxed) {
    return boxed == Integer.class ? int.class : boxed == Long.class ? long.class : double.class;
  }

  private static Object choice(Class<?> type, TokenStream tokens) {
    List<Enum<?>> choices = new ArrayList<>();
    Arrays.stream(type.getEnumConstants()).forEach(each -> choices.add((Enum<?>) each));
    String known = choices.stream().map(AttributeText::spelling).collect(Collectors.joining(", "));
    Token found =
        tokens.expect(
            "one of " + known,
            token -> choices.stream().anyMatch(each -> token.isName(spelling(each))));
    return choices.stream().filter(each -> found.isName(spelling(each))).findFirst().orElseThrow();
  }

  private static String spelling(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static List<Object> list(String name, Type element, TokenStream tokens) {
    List<Object> values = new ArrayList<>();
    tokens.expect("[");
    while (!tokens.peek().isPunctuation("]")) {
      if (!values.isEmpty()) {
        tokens.expect(",");
      }
      if (values.size() == LONGEST_LIST) {
        throw tokens.malformed(name + " has more than " + LONGEST_LIST + " values");
      }
      values.add(read(name, element, tokens));
    }
    tokens.expect("]");
    return List.copyOf(values);
  }
}
