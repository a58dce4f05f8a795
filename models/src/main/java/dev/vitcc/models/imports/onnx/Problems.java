package dev.vitcc.models.imports.onnx;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.onnx.OnnxNode;

/// What can't be mapped, node by node, up to a number that nobody reads to the end.
final class Problems {
  private static final int MOST = 1_000;

  private final String file;
  private final Diagnostics diagnostics;
  private int count;

  Problems(String file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  void add(String message) {
    if (count < MOST) {
      diagnostics.add(ModelsCode.IMPORT_UNSUPPORTED.in(file, message));
    }
    count++;
  }

  void add(OnnxNode node, String why) {
    add(node.title() + ": " + why);
  }

  void add(Term term, String why) {
    add(term.origin().title() + ": " + why);
  }

  void warn(String message) {
    diagnostics.add(
        Diagnostic.warning(ModelsCode.IMPORT_UNSUPPORTED, SourceLocation.ofFile(file), message));
  }

  void throwIfAny() {
    if (count > 0) {
      throw failure();
    }
  }

  CompileException failure() {
    if (count > MOST) {
      diagnostics.add(
          ModelsCode.IMPORT_UNSUPPORTED.in(file, "and %d more".formatted(count - MOST)));
    }
    diagnostics.throwIfErrors();
    return new CompileException(ModelsCode.IMPORT_UNSUPPORTED.in(file, "can't be mapped"));
  }
}
