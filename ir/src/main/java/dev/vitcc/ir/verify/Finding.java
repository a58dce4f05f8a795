package dev.vitcc.ir.verify;

import dev.vitcc.ir.diagnostic.Severity;

/// Something about a graph that should not be so.
///
/// @param severity an error where the graph is wrong, a warning where it is only untidy
/// @param node whose fault it is, or the graph's name
public record Finding(Severity severity, String node, String message) {
  static Finding error(String node, String message) {
    return new Finding(Severity.ERROR, node, message);
  }

  static Finding warning(String node, String message) {
    return new Finding(Severity.WARNING, node, message);
  }

  @Override
  public String toString() {
    return node + ": " + message;
  }
}
