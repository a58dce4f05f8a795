package dev.vitcc.models.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the user says about an import beside the checkpoint.
///
/// @param output the .vit file that will be written; paths in it are relative to its folder
/// @param heads the number of attention heads, where the checkpoint doesn't tell it
/// @param pixels how images become numbers, where the checkpoint doesn't tell it
/// @param allowed what may differ from the checkpoint
public record ImportOptions(
    Path output, Optional<Integer> heads, Pixels pixels, Allowances allowed) {

  /// @param scale of a byte, before the mean is taken away
  /// @param mean one for each channel, or one for all
  /// @param std one for each channel, or one for all
  public record Pixels(
      Optional<Double> scale, Optional<List<Double>> mean, Optional<List<Double>> std) {
    public Pixels {
      mean = mean.map(List::copyOf);
      std = std.map(List::copyOf);
    }

    /// Nothing is said.
    public static Pixels unsaid() {
      return new Pixels(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// @param exactGelu take the exact GELU for the one by tanh
  /// @param recalibrate leave to calibration the steps of activations that vitcc can't have
  public record Allowances(boolean exactGelu, boolean recalibrate) {}

  /// With nothing said but where the model goes.
  public static ImportOptions of(Path output) {
    return new ImportOptions(
        output, Optional.empty(), Pixels.unsaid(), new Allowances(false, false));
  }

  /// The same with so many heads.
  public ImportOptions withHeads(int number) {
    return new ImportOptions(output, Optional.of(number), pixels, allowed);
  }
}
