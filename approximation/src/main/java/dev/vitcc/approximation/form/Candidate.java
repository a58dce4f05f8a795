package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Proof;
import dev.vitcc.approximation.circuit.Circuit;

/// One way to compute a function, and what it is worth.
///
/// @param form such as `odd, degree 2, 8 segments`
public record Candidate(String form, Circuit circuit, Proof proof) {}
