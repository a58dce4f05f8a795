package dev.vitcc.backend.board;

import dev.vitcc.backend.board.view.Host;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Processor;
import java.util.Locale;
import java.util.Optional;

/// What is fixed about a processing system that the scripts build for.
///
/// @param registerBase where the scripts put the registers: the first address that the processor
///   has for the fabric (UG1085 and UG585, "System Addresses")
/// @param addressCells 32-bit words of an address in its device trees
/// @param interruptController its label there
/// @param interrupt the shared peripheral interrupt behind the first interrupt pin (UG1085, table
///   of GIC interrupts, 121 − 32; UG585, 61 − 32)
/// @param memoryPorts AXI ports to memory
/// @param widestPort bits of each at most
record ProcessorFacts(
    Processor processor,
    long registerBase,
    int addressCells,
    String interruptController,
    int interrupt,
    int memoryPorts,
    int widestPort) {

  /// Empty where there is no processing system, or none that the scripts build for.
  static Optional<ProcessorFacts> of(Board board) {
    return board.processor().flatMap(ProcessorFacts::of);
  }

  private static Optional<ProcessorFacts> of(Processor processor) {
    return switch (processor) {
      case ZYNQ_ULTRA_PS_E ->
          Optional.of(new ProcessorFacts(processor, 0xa000_0000L, 2, "gic", 89, 4, 128));
      case PROCESSING_SYSTEM7 ->
          Optional.of(new ProcessorFacts(processor, 0x4000_0000L, 1, "intc", 29, 4, 64));
      case VERSAL_CIPS -> Optional.empty();
    };
  }

  /// @param axiBits of the accelerator's ports: wider ones of the host would be no use
  Host host(Board board, int axiBits) {
    int bits = Math.min(board.memory().portBits().orElse(widestPort), widestPort);
    return new Host(
        board.name(),
        processor.label(),
        Math.min(board.memory().ports().orElse(memoryPorts), memoryPorts),
        Math.min(bits, Math.max(axiBits, Integer.SIZE)),
        hex(registerBase));
  }

  static String hex(long value) {
    return String.format(Locale.ROOT, "0x%x", value);
  }
}
