package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.passes.PassesCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// What to say where every design that is small and fast enough loses too much accuracy.
///
/// @param least the design that loses the least
record AccuracyLost(LoadedModel given, Solution least) {
  CompileException exception() {
    Setting<Double> allowed = given.request().target().accuracyDrop().orElseThrow();
    AccuracyDrop drop = least.drop().orElseThrow();
    String found =
        String.format(
            Locale.ROOT,
            "%s %% of accuracy can't be kept: %.2f points of top-1 are lost (%.2f %% become"
                + " %.2f %%, ± %.2f on %,d images) by the best design, which has activations of %d"
                + " bits%s and makes %.1f frames/s",
            number(allowed.value()),
            drop.points(),
            drop.realPercent(),
            drop.integerPercent(),
            drop.standardError(),
            drop.images(),
            TriedDesigns.bits(least.model()),
            least.pruned().map(pruned -> ", " + pruned.text() + ",").orElse(""),
            least.placement().fps());
    return new CompileException(
        Diagnostic.error(PassesCode.ACCURACY_LOST, allowed.location(), found)
            .withHint("accuracy_drop <= " + nearest(drop) + "% can be had"));
  }

  /// Points that are lost, rounded up.
  private static String nearest(AccuracyDrop drop) {
    return number(BigDecimal.valueOf(drop.points()).setScale(2, RoundingMode.UP).doubleValue());
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
