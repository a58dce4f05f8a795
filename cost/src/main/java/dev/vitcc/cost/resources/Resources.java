package dev.vitcc.cost.resources;

/// What a piece of hardware takes of a device.
///
/// @param lut 6-input lookup tables, those that serve as memory or shift register included
/// @param ff flip-flops
/// @param dsp DSP blocks
/// @param bram36 block memories of 36 Kib; one of 18 Kib is half of one
/// @param uram UltraRAM blocks of 288 Kib
public record Resources(double lut, double ff, double dsp, double bram36, double uram) {
  public static final Resources NONE = new Resources(0, 0, 0, 0, 0);

  /// Logic alone.
  public static Resources logic(double lut, double ff) {
    return new Resources(lut, ff, 0, 0, 0);
  }

  static Resources dsp(double blocks) {
    return new Resources(0, 0, blocks, 0, 0);
  }

  public Resources plus(Resources other) {
    return new Resources(
        lut + other.lut, ff + other.ff, dsp + other.dsp, bram36 + other.bram36, uram + other.uram);
  }

  /// So many of it.
  public Resources times(double count) {
    return new Resources(lut * count, ff * count, dsp * count, bram36 * count, uram * count);
  }

  static Resources sum(Resources... parts) {
    Resources sum = NONE;
    for (Resources part : parts) {
      sum = sum.plus(part);
    }
    return sum;
  }

  /// Whether a device has room for it.
  ///
  /// @param available what the device has
  /// @param share how much of its lookup tables, flip-flops and memories may be taken, such as 0.85
  /// @param dspShare how much of its DSP blocks
  public boolean fits(Resources available, double share, double dspShare) {
    return lut <= share * available.lut
        && ff <= share * available.ff
        && dsp <= dspShare * available.dsp
        && bram36 <= share * available.bram36
        && uram <= share * available.uram;
  }
}
