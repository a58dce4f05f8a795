package dev.vitcc.cli.explore;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitcc.targets.Family;
import java.util.List;

/// The engines that are worth having on a board.
///
/// @param part of the board; empty if it isn't known
/// @param family of its device, as Yosys names it
/// @param activationBits of the model's activations
/// @param macs multiplications of the model for one frame, padding not counted
/// @param points the fastest first; each is the cheapest of all engines that are as fast
/// @param reason why there are none; empty if there are
public record Frontier(
    String board,
    String part,
    String family,
    @JsonProperty("clock_mhz") double clockMhz,
    @JsonProperty("activation_bits") int activationBits,
    @JsonProperty("macs_per_frame") long macs,
    List<Point> points,
    String reason) {
  private static final String MODELLED = Family.XCUP.label();

  public Frontier {
    points = List.copyOf(points);
  }

  /// The same with other points.
  Frontier with(List<Point> others) {
    return new Frontier(board, part, family, clockMhz, activationBits, macs, others, reason);
  }

  /// Whether accuracy was measured.
  boolean hasTop1() {
    return points.stream().anyMatch(point -> point.top1().isPresent());
  }

  /// What it is called, with its clock, and what is to be known of its figures.
  String heading(boolean withBits) {
    String at = label(withBits) + " at " + TargetText.number(clockMhz) + " MHz";
    return family.equals(MODELLED) ? at : at + ", with resources as on UltraScale+";
  }

  /// What it is called where there are others.
  String label(boolean withBits) {
    return withBits ? board + ", " + activationBits + " bits" : board;
  }
}
