package dev.vitcc.ir.diagnostic;

/// A stable name for a kind of mistake, such as `E0203`, with the text that `vitcc explain` prints.
///
/// Each module declares its codes as one enum that implements this interface.
public interface DiagnosticCode {
  /// The stable code, a letter and four digits: `E01xx` syntax, `E02xx` names and types, `E03xx`
  /// clauses, `E04xx` weights and images, `E05xx` target and engine, `E06xx` output, `E07xx` the
  /// text form of the IR, `E09xx` not supported yet.
  String code();

  /// One line that says what is wrong in general.
  String title();

  /// A paragraph: why it is wrong, an example, and what to do.
  String explanation();
}
