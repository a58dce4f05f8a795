package dev.vitcc.cli.explore;

import dev.vitcc.cli.load.Clock;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.targets.Board;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes target clauses: what a model says, for another board and with a frame rate.
///
/// @param objective a line where the cheapest engine is not what is chosen unless it is said
record TargetText(String board, double clockMhz, TargetClause said, String objective) {
  private static final int DECIMALS = 2;

  static TargetText of(LoadedModel loaded, Board board) {
    TargetClause said = loaded.request().target();
    String objective = loaded.formats().dependsOnEngine() ? "objective smallest; " : "";
    return new TargetText(board.name(), Clock.mhz(said, board), said, objective);
  }

  /// On one line.
  String reaching(double framesPerSecond) {
    return "target %s { clock %s MHz; frame_rate >= %s fps; %s%s%s}"
        .formatted(
            board,
            number(clockMhz),
            number(rate(framesPerSecond)),
            objective,
            utilization(),
            pins());
  }

  /// With few digits, rounded down.
  static double rate(double framesPerSecond) {
    return BigDecimal.valueOf(framesPerSecond).setScale(DECIMALS, RoundingMode.DOWN).doubleValue();
  }

  private String utilization() {
    return said.utilization()
        .map(share -> "utilization <= " + number(100 * share.value()) + "%; ")
        .orElse("");
  }

  private String pins() {
    Map<EngineParameter, Setting<Integer>> pins = said.engine();
    return pins.isEmpty()
        ? ""
        : pins.entrySet().stream()
            .map(pin -> name(pin.getKey()) + " = " + pin.getValue().value())
            .collect(Collectors.joining(", ", "engine(", "); "));
  }

  private static String name(EngineParameter parameter) {
    return parameter.name().toLowerCase(Locale.ROOT);
  }

  static String number(double value) {
    return new BigDecimal(String.format(Locale.ROOT, "%.6f", value))
        .stripTrailingZeros()
        .toPlainString();
  }
}
