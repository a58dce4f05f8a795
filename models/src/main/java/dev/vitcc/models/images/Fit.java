package dev.vitcc.models.images;

/// How a picture is fitted to the input: scaled or not, then cut to the centre or not.
///
/// @param crop whether the centre is cut out after scaling; without it the size must agree exactly
public record Fit(Resize resize, Resampling resampling, boolean crop) {

  /// The size that a picture is scaled to.
  public sealed interface Resize {
    /// As it is.
    record None() implements Resize {}

    /// So that the shorter side has this many pixels, proportions kept (timm's and torchvision's).
    record ShorterSide(int pixels) implements Resize {}

    /// To exactly this size, proportions not kept (Hugging Face's ViTImageProcessor).
    record Exactly(int height, int width) implements Resize {}
  }

  /// Pictures must have the size of the input.
  public static Fit none() {
    return new Fit(new Resize.None(), Resampling.BICUBIC, false);
  }

  /// Scales the shorter side and cuts the centre out.
  public static Fit shorterSide(int pixels, Resampling resampling) {
    return new Fit(new Resize.ShorterSide(pixels), resampling, true);
  }

  /// Scales to exactly a size.
  public static Fit exactly(int height, int width, Resampling resampling) {
    return new Fit(new Resize.Exactly(height, width), resampling, false);
  }
}
