package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;

/// A line of the quantize clause.
public sealed interface QuantizeItem {
  SourceLocation location();

  /// `weights, first, last fixed(8);`.
  record Format(List<Name> roles, FormatSyntax format, SourceLocation location)
      implements QuantizeItem {
    public Format {
      roles = List.copyOf(roles);
    }
  }

  /// `calibration percentile(99.9);`.
  record Calibration(Choice method, SourceLocation location) implements QuantizeItem {}

  /// `weight_scales mse;`.
  record WeightScales(Choice method, SourceLocation location) implements QuantizeItem {}

  /// `requantize shift_only;`.
  record Requantize(Choice choice, SourceLocation location) implements QuantizeItem {}
}
