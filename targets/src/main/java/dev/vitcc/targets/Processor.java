package dev.vitcc.targets;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The processing system beside the fabric, under the name of its block in Vivado's IP integrator.
public enum Processor {
  /// Zynq UltraScale+ MPSoC.
  ZYNQ_ULTRA_PS_E("Zynq UltraScale+"),
  /// Zynq-7000.
  PROCESSING_SYSTEM7("Zynq-7000"),
  /// Versal.
  VERSAL_CIPS("Versal");

  private final String title;

  Processor(String title) {
    this.title = title;
  }

  /// The family of devices that has it.
  public String title() {
    return title;
  }

  /// Such as `zynq_ultra_ps_e`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Processor> of(String label) {
    return List.of(values()).stream().filter(each -> each.label().equals(label)).findFirst();
  }
}
