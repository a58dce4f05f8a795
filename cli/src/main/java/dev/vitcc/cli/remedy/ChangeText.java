package dev.vitcc.cli.remedy;

import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.QuantizeClause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Clauses as the language has them, each on one line.
final class ChangeText {
  private static final QuantizeClause USUAL = QuantizeClause.eightBits();

  private ChangeText() {}

  /// What is rarely changed is `…`.
  static String of(QuantizeClause clause) {
    NumberFormat first = clause.first().value();
    NumberFormat last = clause.last().value();
    List<String> lines = new ArrayList<>();
    lines.add("weights " + clause.weights().value().text());
    lines.add("activations " + clause.activations().value().text());
    if (first.equals(last)) {
      lines.add("first, last " + first.text());
    } else {
      lines.add("first " + first.text());
      lines.add("last " + last.text());
    }
    boolean isUsual =
        clause.probabilities().value().equals(USUAL.probabilities().value())
            && clause.weightScales().value().equals(USUAL.weightScales().value());
    return "quantize { " + String.join("; ", lines) + (isUsual ? "; }" : "; … }");
  }

  static String of(PruneClause clause) {
    List<String> lines = new ArrayList<>();
    if (clause.selector() == PruneClause.Selector.LEARNED) {
      lines.add("selector learned");
    }
    if (!clause.beforeBlocks().isEmpty()) {
      lines.add("before blocks " + list(clause.beforeBlocks()));
    }
    switch (clause.schedule()) {
      case PruneClause.Tokens(List<Integer> counts) -> lines.add("tokens " + list(counts));
      case PruneClause.Keep(List<Double> rates) -> lines.add("keep " + numbers(rates));
      case PruneClause.Automatic _ -> lines.add("auto");
      case PruneClause.ByScore _ -> {} // the bounds below are all there are
    }
    clause.threshold().ifPresent(score -> lines.add("threshold " + number(score)));
    clause.share().ifPresent(share -> lines.add("cumulative " + number(share)));
    switch (clause.packageToken()) {
      case NONE -> {}
      case NORMALIZED -> lines.add("package");
      case SUMMED -> lines.add("package summed");
    }
    return "prune { " + String.join("; ", lines) + "; }";
  }

  private static String list(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String numbers(List<Double> values) {
    return list(values.stream().map(ChangeText::number).toList());
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
