package dev.vitcc.ir.program;

/// What the number formats of a model ask of an engine, beyond multipliers of 8 bits.
///
/// @param narrowColumns how many of the pn columns, the last ones, multiply by `narrow` only
/// @param activationBits most bits of what streams past narrow columns, 2 to 8
/// @param gainWords words of pk bytes for the gains of layer-norm columns; 0: columns have none
/// @param codeLimits whether commands may ask for codes of fewer than 8 bits
public record Formats(
    int narrowColumns, NarrowFormat narrow, int activationBits, int gainWords, boolean codeLimits) {
  /// Weights and activations of 8 bits.
  public static final Formats EIGHT_BITS = new Formats(0, NarrowFormat.NONE, 8, 0, false);
}
