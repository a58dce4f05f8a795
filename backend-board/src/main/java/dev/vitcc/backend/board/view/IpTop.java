package dev.vitcc.backend.board.view;

import java.util.List;

/// The top of the IP block.
///
/// @param interfaces names of the AXI interfaces
public record IpTop(String model, List<String> interfaces, List<IpPort> ports) {}
