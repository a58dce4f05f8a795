package dev.vitcc.backend.hls.view;

import java.util.List;

/// The declaration of the top.
public record TopHeader(String comment, List<Port> ports, int counterCount) {}
