package dev.vitcc.cli.page;

/// A plot's place in a drawing, with its two axes.
///
/// @param left where the horizontal axis begins
/// @param top where the vertical axis ends
public record Panel(Axis across, Axis up, double left, double top, double width, double height) {
  public double x(double value) {
    return left + across.at(value) * width;
  }

  public double y(double value) {
    return top + (1 - up.at(value)) * height;
  }
}
