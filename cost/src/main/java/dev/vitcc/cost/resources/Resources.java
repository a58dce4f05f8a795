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

  /// Whether no resource is taken beyond what is available.
  public boolean fits(Resources available) {
    return lut <= available.lut
        && ff <= available.ff
        && dsp <= available.dsp
        && bram36 <= available.bram36
        && uram <= available.uram;
  }

  /// The greatest share of any resource of a device.
  public double share(Resources device) {
    double most = share(lut, device.lut);
    most = Math.max(most, share(ff, device.ff));
    most = Math.max(most, share(dsp, device.dsp));
    most = Math.max(most, share(bram36, device.bram36));
    return Math.max(most, share(uram, device.uram));
  }

  private static double share(double taken, double there) {
    return taken == 0 ? 0 : taken / there;
  }
}
