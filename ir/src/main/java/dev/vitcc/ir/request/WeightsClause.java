package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Map;

/// Where the weights come from.
public record WeightsClause(Source source, SourceLocation location) {

  /// A file, or a generator of numbers.
  public sealed interface Source {}

  /// safetensors files, relative to the model file; together they hold each tensor once.
  public record Files(List<String> paths, Naming naming) implements Source {
    public Files {
      paths = List.copyOf(paths);
    }
  }

  /// Seeded random weights, for trying out a design before the model is trained.
  public record Random(long seed, Distribution distribution) implements Source {}

  /// What random weights are drawn from.
  public enum Distribution {
    NORMAL,
    UNIFORM
  }

  /// How the tensors in the file are named; see docs/language.md for the canonical names.
  public sealed interface Naming {}

  /// timm's names, which are the canonical ones.
  public record Timm() implements Naming {}

  /// The names of Hugging Face's ViT and DeiT models.
  public record HuggingFace() implements Naming {}

  /// The name in the file for each canonical name; `*` on both sides stands for the block's number.
  /// A canonical name that is not in the map is its own name in the file.
  public record Explicit(Map<String, String> storedByCanonical) implements Naming {
    public Explicit {
      storedByCanonical =
          java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(storedByCanonical));
    }
  }
}
