package dev.vitcc.ir.op;

/// Operand types that an op cannot take; the message says what was found and what was expected.
public final class ShapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
