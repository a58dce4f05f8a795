package dev.vitcc.cli.remedy;

import dev.vitcc.ir.diagnostic.Diagnostic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a target that can't be met falls short by, and what would help.
///
/// @param nearest frames per second that can be had without a change; empty if nothing fits
/// @param isLatency whether a latency was asked for
/// @param tried the best that each kind of change came to
public record Shortfall(Optional<BigDecimal> nearest, boolean isLatency, List<Remedy> tried) {
  private static final MathContext LATENCY = new MathContext(4, RoundingMode.UP);

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
  public Diagnostic explain(Diagnostic missed) {
    List<String> ways = remedies().stream().map(Remedy::text).toList();
    String change =
        ways.isEmpty()
            ? "no single change is enough" + closest().map(Shortfall::closest).orElse("")
            : "each of these changes alone is enough:";
    return missed.withHint(nearest.map(this::nearest).orElse("") + change, ways);
  }

  private String nearest(BigDecimal fps) {
    BigDecimal milliseconds = BigDecimal.valueOf(1000).divide(fps, LATENCY);
    String latency = " (latency <= %s ms)".formatted(milliseconds.toPlainString());
    return "frame_rate >= %s fps%s can be had; "
        .formatted(fps.toPlainString(), isLatency ? latency : "");
  }

  private static String closest(Remedy remedy) {
    return "; the closest is %s, which makes %s frames/s"
        .formatted(remedy.change().text(), remedy.fps().toPlainString());
  }
}
