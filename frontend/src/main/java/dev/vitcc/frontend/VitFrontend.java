package dev.vitcc.frontend;

import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.check.ModelCheck;
import dev.vitcc.frontend.parse.VitSyntax;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;

/// The way from a `.vit` file to a graph and a request.
public final class VitFrontend {

  /// Reads a model from bytes, which must be UTF-8.
  ///
  /// @throws CompileException with everything that is wrong
  public SourceModel parse(String fileName, byte[] bytes) {
    return parse(SourceText.decode(fileName, bytes));
  }

  /// Reads a model.
  ///
  /// @param fileName the file as the user named it, for messages
  /// @throws CompileException with everything that is wrong
  public SourceModel parse(String fileName, String text) {
    return parse(SourceText.of(fileName, text));
  }

  /// Reads a model.
  ///
  /// @throws CompileException with everything that is wrong
  public SourceModel parse(SourceText source) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = syntax(source, diagnostics);
    return new ModelCheck(source, diagnostics).check(file);
  }

  /// The syntax tree alone, unchecked.
  ///
  /// @throws CompileException with every syntax error
  public SourceFile parseSyntax(SourceText source) {
    return syntax(source, new Diagnostics());
  }

  private static SourceFile syntax(SourceText source, Diagnostics diagnostics) {
    return VitSyntax.parse(source, diagnostics)
        .orElseThrow(() -> new CompileException(diagnostics.all()));
  }
}
