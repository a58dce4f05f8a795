package dev.vitcc.models.images;

import dev.vitcc.ir.request.InputFormat;

/// What a model takes: the extent of its input, and how pictures of another size are fitted to it.
public record ImageInput(int channels, int height, int width, Fit fit) {

  /// An input that takes images of exactly this size.
  public static ImageInput exactly(int channels, int height, int width) {
    return new ImageInput(channels, height, width, Fit.none());
  }

  /// What the input statement of a model says.
  public static ImageInput of(InputFormat format) {
    Fit.Resize resize =
        format
            .resize()
            .<Fit.Resize>map(r -> new Fit.Resize.ShorterSide(r.shorterSide()))
            .orElseGet(Fit.Resize.None::new);
    Resampling resampling =
        format.resize().map(r -> resampling(r.interpolation())).orElse(Resampling.BICUBIC);
    return new ImageInput(
        format.channels(),
        format.height(),
        format.width(),
        new Fit(resize, resampling, format.crop().isPresent()));
  }

  private static Resampling resampling(InputFormat.Interpolation interpolation) {
    return switch (interpolation) {
      case NEAREST -> Resampling.NEAREST;
      case BILINEAR -> Resampling.BILINEAR;
      case BICUBIC -> Resampling.BICUBIC;
    };
  }

  String size() {
    return height + "×" + width;
  }
}
