package dev.vitcc.frontend.ast;

import java.util.List;

/// A whole `.vit` file, in the order in which it was written.
public record SourceFile(List<Item> items) {
  public SourceFile {
    items = List.copyOf(items);
  }
}
