package dev.vitcc.models.images;

/// What a model takes: the extent of its input, and how pictures of another size are fitted to it.
public record ImageInput(int channels, int height, int width, Fit fit) {

  /// An input that takes images of exactly this size.
  public static ImageInput exactly(int channels, int height, int width) {
    return new ImageInput(channels, height, width, Fit.none());
  }

  String size() {
    return height + "×" + width;
  }
}
