package dev.vitcc.cli.synthesize;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Primitives of a device that a design takes.
///
/// @param counts by the name of the primitive, such as `LUT6`
record Cells(SortedMap<String, Long> counts) {
  Cells {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// Reads the object `num_cells_by_type` of `stat -json`.
  static Cells of(JsonNode byType) {
    SortedMap<String, Long> counts = new TreeMap<>();
    byType.properties().forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
    return new Cells(counts);
  }

  /// What that is in the resources that data sheets count: a distributed memory takes as many
  /// lookup tables as it has, and half a block memory is half of one.
  ObjectNode resources() {
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
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("lut", lut).put("ff", ff).put("dsp", dsp).put("bram36", bram).put("uram", uram);
    return node;
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
