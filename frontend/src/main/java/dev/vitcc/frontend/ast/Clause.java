package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// What is said about a model beside its computation: weights, images, target and numerics.
public sealed interface Clause extends Item {

  /// The word that opens the clause.
  String keyword();

  /// `weights "file", "file" naming timm;`.
  record FileWeights(List<Text> files, Optional<Naming> naming, SourceLocation location)
      implements Clause {
    public FileWeights {
      files = List.copyOf(files);
    }

    @Override
    public String keyword() {
      return "weights";
    }
  }

  /// `weights random(seed = 1);`.
  record RandomWeights(List<Argument> arguments, SourceLocation location) implements Clause {
    public RandomWeights {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String keyword() {
      return "weights";
    }
  }

  /// How the tensors of a weights file are named.
  sealed interface Naming {
    /// A layout by its name.
    record Layout(Name name) implements Naming {}

    /// `map { "canonical" = "in the file"; … }`.
    record Map(List<Mapping> mappings, SourceLocation location) implements Naming {
      public Map {
        mappings = List.copyOf(mappings);
      }
    }
  }

  /// `"canonical" = "in the file";`.
  record Mapping(Text canonical, Text stored, SourceLocation location) {}

  /// `calibrate "images" images 32 method max;`.
  record Calibrate(
      Text images, Optional<Expression> count, Optional<Choice> method, SourceLocation location)
      implements Clause {
    @Override
    public String keyword() {
      return "calibrate";
    }
  }

  /// `evaluate "images" labels "labels" images 500;`.
  record Evaluate(Text images, Text labels, Optional<Expression> count, SourceLocation location)
      implements Clause {
    @Override
    public String keyword() {
      return "evaluate";
    }
  }

  /// `target zcu102 { … }`.
  record Target(Board board, List<TargetItem> items, SourceLocation location) implements Clause {
    public Target {
      items = List.copyOf(items);
    }

    @Override
    public String keyword() {
      return "target";
    }
  }

  /// A board by its name or, quoted, by the file that describes it.
  sealed interface Board {
    /// A board that vitcc knows.
    record Known(Name name) implements Board {}

    /// A board description of the user's.
    record Described(Text file) implements Board {}
  }

  /// `quantize { … }`.
  record Quantize(List<QuantizeItem> items, SourceLocation location) implements Clause {
    public Quantize {
      items = List.copyOf(items);
    }

    @Override
    public String keyword() {
      return "quantize";
    }
  }

  /// `scales "file";`.
  record Scales(Text file, SourceLocation location) implements Clause {
    @Override
    public String keyword() {
      return "scales";
    }
  }

  /// `prune { … }`.
  record Prune(List<PruneItem> items, SourceLocation location) implements Clause {
    public Prune {
      items = List.copyOf(items);
    }

    @Override
    public String keyword() {
      return "prune";
    }
  }

  /// `approximate { … }`.
  record Approximate(List<ApproximateItem> items, SourceLocation location) implements Clause {
    public Approximate {
      items = List.copyOf(items);
    }

    @Override
    public String keyword() {
      return "approximate";
    }
  }
}
