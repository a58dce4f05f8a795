package dev.vitcc.cli;

/// The command line asks for what can't be: exit code 2.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String hint;

  /// @param message what is wrong
  /// @param hint what to do instead
  public UsageException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
