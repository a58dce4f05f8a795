package dev.vitcc.passes;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;

/// Says that the engine has no place for a node where it is.
public final class NotOnEngine {
  private NotOnEngine() {}

  public static CompileException because(Node node, String why) {
    return new CompileException(
        Diagnostic.error(
            PassesCode.NOT_ON_ENGINE,
            node.location(),
            "not supported yet: `" + node.op().mnemonic() + "` here: " + why));
  }
}
