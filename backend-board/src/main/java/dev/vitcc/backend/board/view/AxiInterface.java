package dev.vitcc.backend.board.view;

import java.util.List;

/// An AXI interface of the accelerator.
///
/// @param mode `master` or `slave`
/// @param ports names of the ports that it consists of
public record AxiInterface(String name, String mode, List<String> ports) {}
