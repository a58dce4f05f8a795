package dev.vitcc.cli.vendor;

/// A number in a vendor's report.
final class Figure {
  /// No device has as many of anything, no frame takes as many cycles.
  private static final double MOST = 1e15;

  private Figure() {}

  /// @param where it stands, for messages
  /// @throws ReportFormatException if it is none, or none that a tool would write
  static double of(String text, String where) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ReportFormatException("has '" + text + "' for " + where);
    }
    if (!(Math.abs(number) <= MOST)) {
      throw new ReportFormatException("has " + text + " for " + where + ", out of all bounds");
    }
    return number;
  }

  /// Of what there is none or some.
  static double count(String text, String where) {
    double number = of(text, where);
    if (number < 0) {
      throw new ReportFormatException("has " + text + " for " + where + ", less than none");
    }
    return number;
  }
}
