package dev.vitcc.backend.hls.view;

import java.util.List;

/// What the vendor's tools are told from 2023.1 on.
///
/// @param partLine which device, or why none is named
public record ToolConfiguration(
    String partLine,
    String clockNs,
    int uncertainty,
    String top,
    List<String> sources,
    List<String> data,
    String csimArguments,
    String cosimArguments) {}
