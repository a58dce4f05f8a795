package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.Expression;
import dev.vitcc.frontend.ast.PruneItem;
import dev.vitcc.frontend.ast.Quantity;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.PruneClause.Schedule;
import dev.vitcc.ir.request.PruneClause.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Resolves the prune clause.
final class PruneCheck {
  static final List<String> SELECTORS = List.of("class_attention", "learned");
  static final List<String> PACKAGES = List.of("normalized", "summed");

  private static final int MAX_BLOCK = 1023;
  private static final int MAX_TOKENS = 1 << 20;

  private final ClauseValues values;
  private Selector selector = Selector.CLASS_ATTENTION;
  private List<Integer> blocks = List.of();
  private Optional<Schedule> schedule = Optional.empty();
  private PackageToken packageToken = PackageToken.NONE;
  private Optional<Double> threshold = Optional.empty();
  private Optional<Double> share = Optional.empty();
  private Optional<SourceLocation> auto = Optional.empty();

  PruneCheck(ClauseValues values) {
    this.values = values;
  }

  /// The clause; what is wrong in it is reported.
  PruneClause check(Clause.Prune clause) {
    ClauseValues.Lines lines = new ClauseValues.Lines(values.reporter());
    boolean complete = true;
    for (PruneItem item : clause.items()) {
      if (lines.first(item.keyword(), item.location())) {
        complete &= item(item);
      }
    }
    SourceLocation where = clause.location();
    auto.ifPresent(this::choosesAlone);
    if (complete && auto.isEmpty()) {
      requireStages(where);
    }
    return new PruneClause(
        selector,
        blocks,
        auto.isPresent() ? new PruneClause.Automatic() : schedule.orElse(new PruneClause.ByScore()),
        packageToken,
        threshold,
        share,
        where);
  }

  private void requireStages(SourceLocation where) {
    if (blocks.isEmpty()) {
      incomplete(where, "before which blocks", "before blocks 3, 6, 9; or auto;");
    }
    if (schedule.isEmpty() && threshold.isEmpty() && share.isEmpty()) {
      incomplete(
          where,
          "how many tokens stay",
          "tokens 88, 45, 32; or keep 0.7; or threshold 0.5; or cumulative 90%; or auto;");
    }
  }

  /// Nothing else says how many tokens stay where the compiler is to choose.
  private void choosesAlone(SourceLocation line) {
    if (selector == Selector.LEARNED) {
      values
          .reporter()
          .error(
              FrontendCode.INCONSISTENT_CLAUSE,
              line,
              "prune: auto is not for learned selectors, which decide by a threshold",
              "selector class_attention; auto; or selector learned; threshold 0.5;");
    }
    if (schedule.isPresent() || threshold.isPresent() || share.isPresent()) {
      values
          .reporter()
          .error(
              FrontendCode.INCONSISTENT_CLAUSE,
              line,
              "prune: auto chooses how many tokens stay, and another line says it",
              "keep one of them");
    }
  }

  private void incomplete(SourceLocation where, String what, String example) {
    values
        .reporter()
        .error(
            FrontendCode.INCOMPLETE_CLAUSE,
            where,
            "prune: it is not said " + what,
            "write " + example);
  }

  /// Takes a line in; whether it is right.
  private boolean item(PruneItem item) {
    return switch (item) {
      case PruneItem.Selector line -> {
        Optional<Selector> chosen =
            values
                .word(line.choice(), "selector", SELECTORS)
                .map(word -> Selector.valueOf(word.toUpperCase(Locale.ROOT)));
        selector = chosen.orElse(selector);
        yield chosen.isPresent();
      }
      case PruneItem.BeforeBlocks line -> {
        blocks = values.integers(line.blocks(), "before blocks", 0, MAX_BLOCK);
        yield blocks.size() == line.blocks().size() && rising(line);
      }
      case PruneItem.Tokens line -> {
        List<Integer> counts = values.integers(line.counts(), "tokens", 1, MAX_TOKENS);
        yield counts.size() == line.counts().size()
            && staged(new PruneClause.Tokens(counts), counts.size(), line.location());
      }
      case PruneItem.Keep line -> keep(line);
      case PruneItem.Auto line -> {
        auto = Optional.of(line.location());
        yield true;
      }
      case PruneItem.Package line -> {
        Optional<String> form =
            line.form().isEmpty()
                ? Optional.of("normalized")
                : values.word(line.form().orElseThrow(), "package", PACKAGES);
        form.ifPresent(word -> packageToken = PackageToken.valueOf(word.toUpperCase(Locale.ROOT)));
        yield form.isPresent();
      }
      case PruneItem.Threshold line -> {
        threshold = share(line.score(), "threshold");
        yield threshold.isPresent();
      }
      case PruneItem.Cumulative line -> {
        share = share(line.share(), "cumulative");
        yield share.isPresent();
      }
    };
  }

  private boolean rising(PruneItem.BeforeBlocks line) {
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i) <= blocks.get(i - 1)) {
        Expression late = line.blocks().get(i);
        values
            .reporter()
            .error(
                FrontendCode.INCONSISTENT_CLAUSE,
                late.location(),
                "before blocks: numbers must rise, found "
                    + blocks.get(i)
                    + " after "
                    + blocks.get(i - 1));
        return false;
      }
    }
    return true;
  }

  private boolean keep(PruneItem.Keep line) {
    List<Double> rates = new ArrayList<>();
    line.rates().forEach(rate -> share(rate, "keep").ifPresent(rates::add));
    if (rates.size() < line.rates().size()) {
      return false;
    }
    List<Double> each =
        rates.size() == 1 ? Collections.nCopies(Math.max(1, blocks.size()), rates.get(0)) : rates;
    return staged(new PruneClause.Keep(each), each.size(), line.location());
  }

  /// A share, as a number up to 1 or in percent.
  private Optional<Double> share(Quantity quantity, String what) {
    return quantity.unit().isPresent()
        ? values.quantity(quantity, what, Unit.PERCENT, 100).map(percent -> percent / 100)
        : values.positive(quantity.value(), what, 1);
  }

  private boolean staged(Schedule wanted, int stages, SourceLocation where) {
    if (schedule.isPresent()) {
      values
          .reporter()
          .error(
              FrontendCode.INCONSISTENT_CLAUSE,
              where,
              "prune: both tokens and keep are given",
              "keep one of them");
      return false;
    }
    if (!blocks.isEmpty() && stages != blocks.size()) {
      values
          .reporter()
          .error(
              FrontendCode.INCONSISTENT_CLAUSE,
              where,
              "prune: " + blocks.size() + " blocks and " + stages + " stages",
              "give one number for each block");
      return false;
    }
    schedule = Optional.of(wanted);
    return true;
  }
}
