package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// The sign of a limit, as in `frame_rate >= 60 fps`.
public record Bound(Sign sign, SourceLocation location) {

  /// Which side of the number is allowed.
  public enum Sign {
    AT_LEAST(">="),
    AT_MOST("<="),
    EXACTLY("=");

    private final String symbol;

    Sign(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }
}
