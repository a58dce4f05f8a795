package dev.vitcc.templates;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stringtemplate.v4.Interpreter;
import org.stringtemplate.v4.ModelAdaptor;
import org.stringtemplate.v4.ST;

/// Shows a view record's components to templates; an empty `Optional` is an absent property.
final class ViewProperties implements ModelAdaptor<Record> {
  @Override
  public @Nullable Object getProperty(
      Interpreter interpreter, ST self, Record view, Object property, String name) {
    for (RecordComponent component : view.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return value(view, component.getAccessor());
      }
    }
    throw new TemplateException(
        "view " + view.getClass().getSimpleName() + " has no component " + name);
  }

  private static @Nullable Object value(Record view, Method accessor) {
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
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
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
