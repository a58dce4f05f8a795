package dev.vitcc.cli.load;

import java.util.List;

/// How often the right class is first, and among the first five.
///
/// @param images how many there were
/// @param top1 how many of them had the right class first
/// @param top5 how many had it among the first five
public record Accuracy(int images, int top1, int top5) {
  private static final int FIVE = 5;

  /// Of equal logits the class of least index counts as greater.
  public static Accuracy of(List<float[]> logits, int[] labels) {
    int top1 = 0;
    int top5 = 0;
    for (int i = 0; i < labels.length; i++) {
      int rank = rank(logits.get(i), labels[i]);
      top1 += rank < 1 ? 1 : 0;
      top5 += rank < FIVE ? 1 : 0;
    }
    return new Accuracy(labels.length, top1, top5);
  }

  /// Of these images and others.
  public Accuracy plus(Accuracy other) {
    return new Accuracy(images + other.images, top1 + other.top1, top5 + other.top5);
  }

  /// Whether a class is the first.
  public static boolean isRight(float[] logits, int label) {
    return rank(logits, label) < 1;
  }

  private static int rank(float[] logits, int label) {
    int better = 0;
    for (int c = 0; c < logits.length; c++) {
      boolean before = logits[c] == logits[label] && c < label;
      better += logits[c] > logits[label] || before ? 1 : 0;
    }
    return better;
  }

  public double top1Percent() {
    return 100.0 * top1 / images;
  }

  public double top5Percent() {
    return 100.0 * top5 / images;
  }
}
