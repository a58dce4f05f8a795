package dev.vitcc.backend.hls.view;

import java.util.List;

/// The same for the tools before.
///
/// @param partCommand which device, or why none is named
public record ToolScript(
    String partCommand,
    String clockNs,
    int uncertainty,
    String top,
    List<String> sources,
    List<String> data,
    String csimArguments,
    String cosimArguments) {}
