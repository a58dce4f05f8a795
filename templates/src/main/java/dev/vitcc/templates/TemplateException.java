package dev.vitcc.templates;

/// A template and its view don't fit each other, or a template is missing or malformed: a mistake
/// of ours, never of the user's.
public final class TemplateException extends RuntimeException {
  TemplateException(String message) {
    super(message);
  }

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
