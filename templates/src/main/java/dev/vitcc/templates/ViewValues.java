package dev.vitcc.templates;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stringtemplate.v4.AttributeRenderer;

/// Prints what a view may hold: text, ready-made, and integers.
///
/// The `toString` of anything else (a record, a boolean, a double) is never what the hardware text
/// should say.
final class ViewValues implements AttributeRenderer<Object> {
  @Override
  public String toString(Object value, @Nullable String format, Locale locale) {
    if (format != null) {
      throw new TemplateException("format " + format + ": values arrive formatted");
    }
    return switch (value) {
      case String text -> text;
      case Integer integer -> Integer.toString(integer);
      case Long integer -> Long.toString(integer);
      default ->
          throw new TemplateException(
              "a "
                  + value.getClass().getSimpleName()
                  + " can't be printed, only text and integers: "
                  + value);
    };
  }
}
