package dev.vitcc.cli.synthesize;

import dev.vitcc.cost.resources.Resources;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Primitives of a device that a design takes.
///
/// @param counts by the name of the primitive, such as `LUT6`
record Cells(SortedMap<String, Long> counts) {
  Cells {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// What that is in the resources that data sheets count: a distributed memory takes as many
  /// lookup tables as it has, and half a block memory is half of one.
  Resources resources() {
    double lut = 0;
    double ff = 0;
    double dsp = 0;
    double bram = 0;
    double uram = 0;
    for (Map.Entry<String, Long> cell : counts.entrySet()) {
      String name = cell.getKey();
      long count = cell.getValue();
      lut += (double) count * lutsOf(name);
      ff += name.matches("FD[RSCP]E(_1)?") ? count : 0;
      dsp += name.startsWith("DSP") ? count : 0;
      bram += name.startsWith("RAMB36") ? count : name.startsWith("RAMB18") ? count / 2.0 : 0;
      uram += name.startsWith("URAM") ? count : 0;
    }
    return new Resources(lut, ff, dsp, bram, uram);
  }

  private static int lutsOf(String name) {
    if (name.matches("LUT[1-6]|INV|SRL16E|SRLC32E|RAM(32|64)X1S(_1)?")) {
      return 1;
    }
    return switch (name) {
      case "RAM32X1D", "RAM64X1D", "RAM128X1S" -> 2;
      case "RAM128X1D", "RAM256X1S", "RAM32M", "RAM64M" -> 4;
      case "RAM32M16", "RAM64M8", "RAM256X1D" -> 8;
      default -> 0;
    };
  }
}
