package dev.vitcc.fuzz.check;

/// Something that is wrong with the compiler: a model that it takes, and what became of it.
///
/// @param kind of what is wrong
/// @param message what was expected and what was found
/// @param likeness what a smaller model has to have in common with this one to be the same finding
public record Finding(Kind kind, String message, String likeness) {

  /// Who disagrees with the integer reference, or what went wrong before anyone could.
  public enum Kind {
    /// An exception that no user should see.
    CRASH("a crash"),
    /// No end in sight.
    HANG("no end"),
    /// Logits of the float reference that are no numbers.
    FLOAT("the float reference is not finite"),
    /// The program interpreter stores something else.
    INTERPRETER("the program interpreter differs"),
    /// The HLS C++ stores something else, or is no C++.
    HLS("the HLS C++ differs"),
    /// The SystemVerilog stores something else, or doesn't come to an end.
    RTL("the RTL differs");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public static Finding of(Kind kind, String message) {
    return new Finding(kind, message, "");
  }

  /// An exception of ours; numbers and names in its message may be others in a smaller model.
  static Finding crash(Throwable bug) {
    Throwable cause = bug;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return new Finding(Kind.CRASH, bug + at, cause.getClass().getName() + at);
  }

  /// Whether another finding is the same in a smaller model.
  public boolean isLike(Finding other) {
    return kind == other.kind && likeness.equals(other.likeness);
  }

  @Override
  public String toString() {
    return kind.text() + ": " + message;
  }
}
