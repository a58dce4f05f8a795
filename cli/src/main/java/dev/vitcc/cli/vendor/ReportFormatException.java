package dev.vitcc.cli.vendor;

/// A report that doesn't look as its tool writes it.
final class ReportFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is missing or wrong
  ReportFormatException(String message) {
    super(message);
  }
}
