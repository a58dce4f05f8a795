package dev.vitcc.backend.hls.view;

import java.util.List;

/// How the testbench calls the top.
///
/// @param memories an argument for each port
public record DesignCall(List<String> memories) {}
