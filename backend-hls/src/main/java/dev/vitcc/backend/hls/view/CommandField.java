package dev.vitcc.backend.hls.view;

/// Where a field of a command lies.
public record CommandField(String name, int lsb, int width) {}
