package dev.vitcc.models.imports;

import dev.vitcc.models.images.Resampling;
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
}
