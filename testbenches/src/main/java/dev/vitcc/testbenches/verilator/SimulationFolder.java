package dev.vitcc.testbenches.verilator;

import dev.vitcc.templates.Kernels;
import dev.vitcc.testbenches.vectors.TestVectors;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The `sim` folder of a build, but for images and vectors: the harness and what it runs with.
public final class SimulationFolder {
  private SimulationFolder() {}

  /// The memory behind the ports.
  ///
  /// @param latency cycles from an accepted address to its first beat
  /// @param bytesPerCycle of all ports together
  public record MemoryModel(int latency, double bytesPerCycle) {}

  /// Text by name. `make` in the folder builds and runs the simulator.
  public static SortedMap<String, String> files(MemoryModel memory) {
    SortedMap<String, String> files = new TreeMap<>();
    for (String name : Kernels.list("sim")) {
      files.put(name, Kernels.read("sim", name));
    }
    files.put(
        "simulation.args",
        String.format(
            Locale.ROOT,
            """
            --image ../image/vitcc.bin
            --input %s
            --vectors %s
            --latency %d
            --bandwidth %s
            """,
            TestVectors.INPUT_FILE,
            TestVectors.VECTORS_FILE,
            memory.latency(),
            memory.bytesPerCycle()));
    return Collections.unmodifiableSortedMap(files);
  }
}
