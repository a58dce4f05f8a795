package dev.vitcc.cli.compile;

import dev.vitcc.ir.diagnostic.Diagnostic;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a target that can't be met falls short by, and what would help.
///
/// @param nearest frames per second that can be had without a change; empty if nothing fits
/// @param tried the best that each kind of change came to
public record Shortfall(Optional<BigDecimal> nearest, List<Remedy> tried) {
  public Shortfall {
    tried = List.copyOf(tried);
  }

  /// Changes of which each is enough alone.
  public List<Remedy> remedies() {
    return tried.stream().filter(Remedy::isEnough).toList();
  }

  /// The fastest of the changes that fit, enough or not.
  public Optional<Remedy> closest() {
    return tried.stream().max(Comparator.comparing(Remedy::fps));
  }

  /// The diagnostic with the ways out.
  Diagnostic explain(Diagnostic missed) {
    List<String> ways = remedies().stream().map(Remedy::text).toList();
    String change =
        ways.isEmpty()
            ? "no single change is enough" + closest().map(Shortfall::closest).orElse("")
            : "each of these changes alone is enough:";
    String hint =
        nearest
                .map(fps -> "frame_rate >= %s fps can be had; ".formatted(fps.toPlainString()))
                .orElse("")
            + change;
    return missed.withHint(hint, ways);
  }

  private static String closest(Remedy remedy) {
    return "; the closest is %s, which makes %s frames/s"
        .formatted(remedy.change().text(), remedy.fps().toPlainString());
  }
}
