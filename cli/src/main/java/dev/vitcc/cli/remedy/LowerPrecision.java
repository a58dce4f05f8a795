package dev.vitcc.cli.remedy;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.NumberFormat.Binary;
import dev.vitcc.ir.request.NumberFormat.ByColumn;
import dev.vitcc.ir.request.NumberFormat.ElasticSignificantBits;
import dev.vitcc.ir.request.NumberFormat.Fixed;
import dev.vitcc.ir.request.NumberFormat.Mixed;
import dev.vitcc.ir.request.NumberFormat.PowerOfTwo;
import dev.vitcc.ir.request.NumberFormat.Ternary;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.QuantizeClause.Requantization;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The formats below those of a clause, the next one first.
///
/// Multiplications by a narrow format take lookup tables in place of DSP blocks, the fewer the
/// narrower it is. Rows that have DSP blocks keep their format, for that costs nothing.
final class LowerPrecision {
  private static final int EIGHT = 8;
  private static final int LEAST_ACTIVATION_BITS = 4;
  private static final List<NumberFormat> NARROW =
      List.of(new PowerOfTwo(NumberFormat.MOST_NARROW_BITS), new Ternary(), new Binary());

  private LowerPrecision() {}

  /// Clauses with weights that engines take more of.
  static List<QuantizeClause> ofWeights(LoadedModel model) {
    QuantizeClause clause = model.request().quantize();
    boolean isShiftOnly = clause.requantization().value() == Requantization.SHIFT_ONLY;
    if (isTrained(model) || isShiftOnly) {
      return List.of();
    }
    return switch (clause.weights().value()) {
      case Fixed fixed -> mixed(clause, NARROW, fixed);
      case Mixed _, ElasticSignificantBits _ -> mixed(clause, NARROW, NumberFormat.fixed(EIGHT));
      case ByColumn(var narrow, var wide) -> mixed(clause, below(narrow), wide);
      case PowerOfTwo power -> below(power).stream().map(clause::withWeights).toList();
      case Ternary ternary -> below(ternary).stream().map(clause::withWeights).toList();
      case Binary _ -> List.of();
    };
  }

  /// Whether other formats would have to be trained.
  private static boolean isTrained(LoadedModel model) {
    return model.request().scales().isPresent();
  }

  private static List<QuantizeClause> mixed(
      QuantizeClause clause, List<NumberFormat> narrow, NumberFormat wide) {
    return narrow.stream()
        .map(format -> clause.withWeights(new NumberFormat.ByColumn(format, wide)))
        .toList();
  }

  private static List<NumberFormat> below(NumberFormat narrow) {
    int place = narrow instanceof PowerOfTwo ? 0 : NARROW.indexOf(narrow);
    return NARROW.subList(place + 1, NARROW.size());
  }

  /// Clauses with fewer bits of activations, where lookup tables multiply by them: those of DSP
  /// blocks gain nothing.
  static List<QuantizeClause> ofActivations(LoadedModel model) {
    QuantizeClause clause = model.request().quantize();
    if (isTrained(model)) {
      return List.of();
    }
    boolean gains =
        Stream.of(clause.weights(), clause.first(), clause.last())
            .map(setting -> setting.value())
            .anyMatch(format -> format.isNarrow() || format instanceof ByColumn);
    if (!gains || !(clause.activations().value() instanceof Fixed(int least, int _))) {
      return List.of();
    }
    return IntStream.range(LEAST_ACTIVATION_BITS, least)
        .map(bits -> LEAST_ACTIVATION_BITS + least - 1 - bits)
        .mapToObj(bits -> clause.withActivations(NumberFormat.fixed(bits)))
        .toList();
  }
}
