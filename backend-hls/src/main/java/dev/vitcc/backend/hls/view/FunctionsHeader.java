package dev.vitcc.backend.hls.view;

/// The functions that are tables or polynomials with the same results, each as text.
public record FunctionsHeader(String rsqrt, String reciprocal) {}
