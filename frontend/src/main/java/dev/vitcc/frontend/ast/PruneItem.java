package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// A line of the prune clause.
public sealed interface PruneItem {
  SourceLocation location();

  /// The word that opens the line.
  String keyword();

  /// `selector class_attention;`.
  record Selector(Choice choice, SourceLocation location) implements PruneItem {
    @Override
    public String keyword() {
      return "selector";
    }
  }

  /// `before blocks 3, 6, 9;`.
  record BeforeBlocks(List<Expression> blocks, SourceLocation location) implements PruneItem {
    public BeforeBlocks {
      blocks = List.copyOf(blocks);
    }

    @Override
    public String keyword() {
      return "before";
    }
  }

  /// `tokens 88, 45, 32;`.
  record Tokens(List<Expression> counts, SourceLocation location) implements PruneItem {
    public Tokens {
      counts = List.copyOf(counts);
    }

    @Override
    public String keyword() {
      return "tokens";
    }
  }

  /// `keep 0.7, 0.7, 0.5;`.
  record Keep(List<Quantity> rates, SourceLocation location) implements PruneItem {
    public Keep {
      rates = List.copyOf(rates);
    }

    @Override
    public String keyword() {
      return "keep";
    }
  }

  /// `auto;`: the compiler chooses how many tokens stay, and where.
  record Auto(SourceLocation location) implements PruneItem {
    @Override
    public String keyword() {
      return "auto";
    }
  }

  /// `package;` or `package summed;`: what is pruned is folded into one token.
  record Package(Optional<Choice> form, SourceLocation location) implements PruneItem {
    @Override
    public String keyword() {
      return "package";
    }
  }

  /// `threshold 0.5;`.
  record Threshold(Quantity score, SourceLocation location) implements PruneItem {
    @Override
    public String keyword() {
      return "threshold";
    }
  }

  /// `cumulative 90%;`.
  record Cumulative(Quantity share, SourceLocation location) implements PruneItem {
    @Override
    public String keyword() {
      return "cumulative";
    }
  }
}
