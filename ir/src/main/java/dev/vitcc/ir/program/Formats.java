package dev.vitcc.ir.program;

import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;

/// What the number formats of a model and its functions ask of an engine, beyond multipliers of 8
/// bits and a lookup table.
///
/// @param narrowColumns how many of the pn columns, the last ones, multiply by `narrow` only
/// @param activationBits most bits of what streams past narrow columns, 2 to 8
/// @param gainWords words of pk bytes for the gains of layer-norm columns; 0: columns have none
/// @param codeLimits whether commands may ask for codes of fewer than 8 bits
/// @param lines in place of the lookup table
/// @param evaluated tables of constants that are no memory
/// @param exponential what EXP2 holds
/// @param pruning what there is for dropping tokens
public record Formats(
    int narrowColumns,
    NarrowFormat narrow,
    int activationBits,
    int gainWords,
    boolean codeLimits,
    Lines lines,
    Evaluated evaluated,
    Exponential exponential,
    Pruning pruning) {
  /// Weights and activations of 8 bits.
  public static final Formats EIGHT_BITS = narrow(0, NarrowFormat.NONE, 8);

  /// Narrow columns and nothing else.
  public static Formats narrow(int columns, NarrowFormat format, int activationBits) {
    return new Formats(
        columns,
        format,
        activationBits,
        0,
        false,
        Lines.NONE,
        Evaluated.NONE,
        Exponential.EXACT,
        Pruning.NONE);
  }

  /// The same with lines or without.
  public Formats with(Lines others) {
    return new Formats(
        narrowColumns,
        narrow,
        activationBits,
        gainWords,
        codeLimits,
        others,
        evaluated,
        exponential,
        pruning);
  }

  /// The same with tables of constants or without.
  public Formats with(Evaluated others) {
    return new Formats(
        narrowColumns,
        narrow,
        activationBits,
        gainWords,
        codeLimits,
        lines,
        others,
        exponential,
        pruning);
  }

  /// The same with more or less for dropping tokens.
  public Formats with(Pruning other) {
    return new Formats(
        narrowColumns,
        narrow,
        activationBits,
        gainWords,
        codeLimits,
        lines,
        evaluated,
        exponential,
        other);
  }
}
