package dev.vitcc.backend.hls.view;

import java.util.List;

/// The top: its interfaces, and the processes of a frame.
///
/// @param interfaces pragmas, ready-made
public record TopSource(TopHeader header, List<String> interfaces) {}
