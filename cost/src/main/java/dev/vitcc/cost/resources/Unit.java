package dev.vitcc.cost.resources;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parts of an engine whose resources are told apart. A module of the hardware library belongs
/// to the nearest unit that it lies in.
public enum Unit {
  /// Registers, counters, and what starts and ends frames.
  CONTROL("vitcc_control", "vitcc_sequencer"),
  /// Readers of all ports, and the words that their beats make.
  STREAM("vitcc_stream"),
  DISPATCHER("vitcc_dispatcher"),
  IMAGE_LOADER("vitcc_image_loader"),
  STORE("vitcc_store"),
  STREAMER("vitcc_streamer"),
  /// The activation memories that the streamer reads, and the state of rows.
  OPERANDS("vitcc_operands"),
  CONDITIONER("vitcc_conditioner"),
  /// Loader, tiles, keys and values.
  STATIONARY("vitcc_stationary"),
  ARRAY("vitcc_array"),
  ACCUMULATORS("vitcc_accumulators"),
  /// The FIFO between array and vector unit, and what joins the units of the compute side.
  RESULTS("vitcc_compute"),
  ROW_SCALES("vitcc_row_scales"),
  /// What judges tokens, where any are dropped.
  TOKENS("vitcc_tokens"),
  VECTOR("vitcc_vector"),
  STATISTICS("vitcc_statistics"),
  /// What joins the units.
  TOP("vitcc_accel");

  private final List<String> modules;

  Unit(String... modules) {
    this.modules = List.of(modules);
  }

  /// The name in reports, such as `row_scales`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The unit that a module of the hardware library is the whole of.
  public static Optional<Unit> of(String module) {
    return List.of(values()).stream().filter(unit -> unit.modules.contains(module)).findFirst();
  }
}
