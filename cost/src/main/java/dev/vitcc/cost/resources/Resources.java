package dev.vitcc.cost.resources;

/// What hardware takes of a device, or what a device has.
///
/// @param lut 6-input lookup tables
/// @param ff flip-flops
/// @param dsp DSP blocks
/// @param bram36 block memories of 36 Kib; half a one counts half
/// @param uram UltraRAM blocks of 288 Kib
public record Resources(double lut, double ff, double dsp, double bram36, double uram) {
  public static final Resources NONE = new Resources(0, 0, 0, 0, 0);

  /// Logic alone.
  static Resources logic(double lut, double ff) {
    return new Resources(lut, ff, 0, 0, 0);
  }

  static Resources dsp(double blocks) {
    return new Resources(0, 0, blocks, 0, 0);
  }

  static Resources sum(Resources... parts) {
    Resources sum = NONE;
    for (Resources part : parts) {
      sum = sum.plus(part);
    }
    return sum;
  }

  public Resources plus(Resources other) {
    return new Resources(
        lut + other.lut, ff + other.ff, dsp + other.dsp, bram36 + other.bram36, uram + other.uram);
  }

  public Resources times(double factor) {
    return new Resources(lut * factor, ff * factor, dsp * factor, bram36 * factor, uram * factor);
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
    double share = 0;
    share = Math.max(share, share(lut, device.lut));
    share = Math.max(share, share(ff, device.ff));
    share = Math.max(share, share(dsp, device.dsp));
    share = Math.max(share, share(bram36, device.bram36));
    return Math.max(share, share(uram, device.uram));
  }

  private static double share(double taken, double there) {
    return taken == 0 ? 0 : taken / there;
  }
}
