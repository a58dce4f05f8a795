package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// The image that the model takes, and what is done to a picture before it is one.
///
/// A picture is resized, then cropped, then each byte `b` of channel `c` becomes `(scale * b -
/// mean[c]) / std[c]`.
///
/// @param mean one for each channel
/// @param std one for each channel
/// @param crop the side of the square that is cut from the middle
public record InputFormat(
    String name,
    int channels,
    int height,
    int width,
    double scale,
    List<Double> mean,
    List<Double> std,
    Optional<Resize> resize,
    Optional<Integer> crop,
    SourceLocation location) {
  public InputFormat {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /// Scale so that the shorter side has that many pixels.
  public record Resize(int shorterSide, Interpolation interpolation) {}

  /// How pixels are computed between pixels.
  public enum Interpolation {
    NEAREST,
    BILINEAR,
    BICUBIC
  }
}
