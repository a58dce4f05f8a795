package dev.vitcc.passes.manager;

/// A bug of ours, in the pass that the message names.
public final class PassException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PassException(String pass, String message) {
    super("pass " + pass + ": " + message);
  }

  public PassException(String pass, RuntimeException cause) {
    super("pass " + pass + ": " + cause, cause);
  }
}
