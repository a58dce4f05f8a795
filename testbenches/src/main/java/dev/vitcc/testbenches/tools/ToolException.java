package dev.vitcc.testbenches.tools;

/// An external program is missing, or failed where it should not: exit code 5 of the command line.
public final class ToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String hint;

  /// @param message what happened
  /// @param hint what the user can do about it
  public ToolException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public ToolException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
