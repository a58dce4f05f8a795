package dev.vitcc.templates;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stringtemplate.v4.Interpreter;
import org.stringtemplate.v4.ModelAdaptor;
import org.stringtemplate.v4.ST;

/// Shows a view record's components to templates; an empty `Optional` is an absent property.
final class ViewProperties implements ModelAdaptor<Record> {
  private final UnaryOperator<Object> shown;

  private ViewProperties(UnaryOperator<Object> shown) {
    this.shown = shown;
  }

  /// For groups that render text: as it is.
  static ViewProperties ofText() {
    return new ViewProperties(UnaryOperator.identity());
  }

  /// For groups that render HTML or SVG: text is escaped, in lists too. Renderers of StringTemplate
  /// could not do this: they are shown the words of templates as well.
  static ViewProperties ofMarkup() {
    return new ViewProperties(ViewProperties::markup);
  }

  private static Object markup(Object value) {
    return switch (value) {
      case String text -> Markup.escaped(text);
      case Markup(String text) -> text;
      case List<?> list -> list.stream().map(ViewProperties::markup).toList();
      default -> value;
    };
  }

  @Override
  public @Nullable Object getProperty(
      Interpreter interpreter, ST self, Record view, Object property, String name) {
    for (RecordComponent component : view.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return value(view, component.getAccessor()).map(shown).orElse(null);
      }
    }
    throw new TemplateException(
        "view " + view.getClass().getSimpleName() + " has no component " + name);
  }

  private static Optional<Object> value(Record view, Method accessor) {
    Object value;
    try {
      // Views may be private to the module that fills them.
      accessor.setAccessible(true);
      value = accessor.invoke(view);
    } catch (ReflectiveOperationException e) {
      throw new TemplateException("can't read " + accessor, e);
    }
    if (value == null) {
      throw new TemplateException(
          "component "
              + accessor.getName()
              + " of view "
              + view.getClass().getSimpleName()
              + " is null");
    }
    return value instanceof Optional<?> optional ? optional.map(some -> some) : Optional.of(value);
  }

  /// Keeps templates from looking into anything but records, such as the length of a string.
  static final class OfAnythingElse implements ModelAdaptor<Object> {
    @Override
    public Object getProperty(
        Interpreter interpreter, ST self, Object model, Object property, String name) {
      throw new TemplateException(
          "property "
              + name
              + " of a "
              + model.getClass().getSimpleName()
              + ": only records have properties");
    }
  }
}
