package dev.vitcc.ir.text;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prints and reads the components of records, such as `{epsilon = 1.0e-6}`.
///
/// The one place of ours, with the template adaptor, that looks at classes at run time: so that a
/// new op or command has a text form the day it is added.
final class RecordText {
  private RecordText() {}

  /// The components in braces, or nothing for a record without any.
  static String print(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components.length == 0) {
      return "";
    }
    return Arrays.stream(components)
        .map(each -> each.getName() + " = " + AttributeText.print(value(record, each)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /// Reads `{name = value, …}` if it is there, and makes the record.
  ///
  /// @param name the word that the record belongs to, for messages
  static <T> T read(Token name, Class<T> type, TokenStream tokens) {
    Map<String, RecordComponent> wanted = new LinkedHashMap<>();
    Arrays.stream(type.getRecordComponents()).forEach(each -> wanted.put(each.getName(), each));
    Map<String, Object> values = new LinkedHashMap<>();
    if (tokens.accept("{")) {
      do {
        readComponent(name, wanted, values, tokens);
      } while (tokens.accept(","));
      tokens.expect("}");
    }
    List<String> missing =
        wanted.keySet().stream().filter(each -> !values.containsKey(each)).toList();
    if (!missing.isEmpty()) {
      throw tokens.error(
          IrCode.ATTRIBUTE, name, name.text() + ": missing " + String.join(", ", missing));
    }
    try {
      return make(type, component -> values.getOrDefault(component.getName(), ""));
    } catch (IllegalArgumentException refused) {
      throw tokens.error(IrCode.ATTRIBUTE, name, name.text() + ": " + refused.getMessage());
    }
  }

  private static void readComponent(
      Token owner,
      Map<String, RecordComponent> wanted,
      Map<String, Object> values,
      TokenStream tokens) {
    Token name = tokens.expectName("the name of an attribute");
    RecordComponent component = wanted.get(name.text());
    if (component == null) {
      throw tokens.error(
          IrCode.ATTRIBUTE,
          name,
          owner.text() + " has no attribute " + name.described() + ", only " + wanted.keySet());
    }
    tokens.expect("=");
    Object value = AttributeText.read(name.text(), component.getGenericType(), tokens);
    if (values.put(name.text(), value) != null) {
      throw tokens.error(
          IrCode.ATTRIBUTE, name, owner.text() + ": " + name.text() + " is given twice");
    }
  }

  /// A record of a type, from its components.
  static <T> T make(Class<T> type, Function<RecordComponent, Object> value) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types)
          .newInstance(Arrays.stream(components).map(value).toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("can't make " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make " + type.getSimpleName(), e);
    }
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }
}
