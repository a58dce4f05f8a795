package dev.vitcc.fuzz.draw;

import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.ir.request.CompileRequest;

/// Reads clauses that stand alone, without a model before them.
public final class Clauses {
  private static final String MODEL =
      """
      model none { input x : [1, 1, 1]; output y = linear(patch_embed(x, patch = 1, dim = 1)[0], 1); }
      """;

  private Clauses() {}

  /// @throws dev.vitcc.ir.diagnostic.CompileException with everything that is wrong
  public static CompileRequest parse(String text) {
    return new VitFrontend().parse("clauses.vit", MODEL + text).request();
  }
}
