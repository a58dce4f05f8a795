package dev.vitcc.targets;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A family of devices, under the name that Yosys has for it where Yosys knows it.
public enum Family {
  /// 7 series: Artix, Kintex, Virtex and Zynq-7000.
  XC7(DspKind.DSP48E1, true),
  /// UltraScale+: Kintex, Virtex, Zynq MPSoC and Alveo.
  XCUP(DspKind.DSP48E2, true),
  /// Versal, whose estimates can't be held against synthesis.
  VERSAL(DspKind.DSP58, false);

  private final DspKind dspKind;
  private final boolean synthesised;

  Family(DspKind dspKind, boolean synthesised) {
    this.dspKind = dspKind;
    this.synthesised = synthesised;
  }

  /// The DSP block of the family.
  public DspKind dspKind() {
    return dspKind;
  }

  /// Whether `yosys synth_xilinx -family` knows it.
  public boolean isSynthesised() {
    return synthesised;
  }

  /// Such as `xcup`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Family> of(String label) {
    return List.of(values()).stream().filter(each -> each.label().equals(label)).findFirst();
  }
}
