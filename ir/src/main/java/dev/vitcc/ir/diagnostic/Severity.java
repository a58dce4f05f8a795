package dev.vitcc.ir.diagnostic;

/// How grave a diagnostic is: only errors stop a compile.
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
