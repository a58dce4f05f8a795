package dev.vitcc.models.imports;

import dev.vitcc.models.images.Resampling;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The image that a checkpoint takes, and how pictures were prepared for it.
///
/// @param resize the shorter side that a picture is scaled to
/// @param crop whether the centre is cut out
record InputPreparation(
    int channels,
    int height,
    int width,
    double scale,
    List<Double> mean,
    List<Double> std,
    Optional<Integer> resize,
    Resampling resampling,
    boolean crop) {
  InputPreparation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /// The same with what the user says of pixels.
  InputPreparation with(ImportOptions.Pixels pixels) {
    return new InputPreparation(
        channels,
        height,
        width,
        pixels.scale().orElse(scale),
        pixels.mean().map(this::perChannel).orElse(mean),
        pixels.std().map(this::perChannel).orElse(std),
        resize,
        resampling,
        crop);
  }

  private List<Double> perChannel(List<Double> numbers) {
    return numbers.size() == 1 ? Collections.nCopies(channels, numbers.getFirst()) : numbers;
  }
}
