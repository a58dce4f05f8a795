package dev.vitcc.cost.cycles;

/// The memory behind the ports, as the simulation harness models it.
///
/// @param latency cycles from an accepted address to its first beat, and from the last beat of a
///   write to its answer
/// @param bytesPerCycle of all ports together; 0 for no limit
/// @param outstanding bursts that a port accepts ahead
public record MemoryModel(int latency, double bytesPerCycle, int outstanding) {
  private static final int OUTSTANDING = 16;

  public MemoryModel {
    if (latency < 1 || outstanding < 1 || !(bytesPerCycle >= 0)) {
      throw new IllegalArgumentException(
          "memory: latency %d, %s bytes a cycle, %d bursts: expected at least 1, 0 and 1"
              .formatted(latency, bytesPerCycle, outstanding));
    }
  }

  /// A memory that accepts as many bursts as the harness does unless told otherwise.
  public static MemoryModel of(int latency, double bytesPerCycle) {
    return new MemoryModel(latency, bytesPerCycle, OUTSTANDING);
  }
}
