package dev.vitcc.backend.rtl.view;

import java.util.List;

/// The top module: ports, and the core with its parameters.
public record Accelerator(
    String comment,
    int axiBits,
    int portCount,
    List<Connection> parameters,
    List<MemoryPort> ports) {}
