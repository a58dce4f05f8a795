package dev.vitcc.cli.solve;

/// What integers, formats and dropped tokens cost of a trained network's accuracy.
///
/// @param images with labels that were looked at
/// @param real how many of them the trained network has right
/// @param integer how many of them the integers have right
/// @param lost how many only the trained network has right
/// @param won how many only the integers have right
public record AccuracyDrop(int images, int real, int integer, int lost, int won) {
  private static final double PERCENT = 100;

  static AccuracyDrop between(boolean[] real, boolean[] integer) {
    int realRight = 0;
    int lost = 0;
    int won = 0;
    for (int i = 0; i < real.length; i++) {
      realRight += real[i] ? 1 : 0;
      lost += real[i] && !integer[i] ? 1 : 0;
      won += !real[i] && integer[i] ? 1 : 0;
    }
    return new AccuracyDrop(real.length, realRight, realRight - lost + won, lost, won);
  }

  /// Points of top-1; less than 0 if integers have more images right.
  public double points() {
    return PERCENT * (real - integer) / images;
  }

  public double realPercent() {
    return PERCENT * real / images;
  }

  public double integerPercent() {
    return PERCENT * integer / images;
  }

  /// The standard error of the points, if the images are a sample.
  public double standardError() {
    double mean = (double) (lost - won) / images;
    return PERCENT * Math.sqrt((lost + won - images * mean * mean) / images / images);
  }

  boolean isWithin(double allowed) {
    return points() <= allowed;
  }
}
