package dev.vitcc.passes.manager;

import dev.vitcc.ir.diagnostic.Diagnostics;
import java.util.function.Consumer;

/// What a pass may speak to while it runs; nothing in it changes what the pass computes.
///
/// @param diagnostics takes warnings; errors too, which stop the compile after the pass
/// @param progress takes short lines such as `image 12 of 32` in passes that take long
/// @param memo of what passes work out more than once
public record PassContext(Diagnostics diagnostics, Consumer<String> progress, Memo memo) {
  public PassContext(Diagnostics diagnostics, Consumer<String> progress) {
    this(diagnostics, progress, Memo.none());
  }

  /// A context that keeps what it is told and shows nobody.
  public static PassContext quiet() {
    return new PassContext(new Diagnostics(), line -> {});
  }

  /// The same for a model whose layers share their weights.
  public PassContext remembering() {
    return new PassContext(diagnostics, progress, Memo.ofModel());
  }
}
