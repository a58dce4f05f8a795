package dev.vitcc.passes.tile;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.targets.Board;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What of a board an engine may take.
///
/// @param device all that the board has
/// @param available the share of it that may be taken
record Budget(Resources device, Resources available) {
  private static final double USUAL = 0.85;

  /// DSP blocks lie in columns of their own and are routed to the last; fabric is not.
  private static final double USUAL_DSP = 0.95;

  static Budget of(Board board, TargetClause target) {
    Resources device = device(board);
    double share = target.utilization().map(Setting::value).orElse(USUAL);
    double dsp = target.utilization().map(Setting::value).orElse(USUAL_DSP);
    return new Budget(
        device,
        new Resources(
            device.lut() * share,
            device.ff() * share,
            device.dsp() * dsp,
            device.bram36() * share,
            device.uram() * share));
  }

  static Resources device(Board board) {
    return new Resources(
        board.resources().lut(),
        board.resources().ff(),
        board.resources().dsp(),
        board.resources().bram36(),
        board.resources().uram());
  }

  private record Use(String name, double taken, double available) {
    double share() {
      return taken == 0 ? 0 : taken / available;
    }
  }

  /// The resource that is nearest to its limit or farthest beyond it, such as `2240 of 2394 DSP`.
  String binding(Resources taken) {
    Use most =
        List.of(
                new Use("LUT", taken.lut(), available.lut()),
                new Use("FF", taken.ff(), available.ff()),
                new Use("DSP", taken.dsp(), available.dsp()),
                new Use("BRAM36", taken.bram36(), available.bram36()),
                new Use("URAM", taken.uram(), available.uram()))
            .stream()
            .max(Comparator.comparingDouble(Use::share))
            .orElseThrow();
    return String.format(
        Locale.ROOT, "%,.0f of %,.0f %s", most.taken(), Math.floor(most.available()), most.name());
  }
}
