package dev.vitcc.frontend;

import dev.vitcc.frontend.ast.SourceFile;
import dev.vitcc.frontend.check.ModelCheck;
import dev.vitcc.frontend.parse.VitSyntax;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    return parse(source, ValueObserver.NONE);
  }

  private static SourceModel parse(SourceText source, ValueObserver observer) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = syntax(source, diagnostics);
    return new ModelCheck(source, diagnostics, observer).check(file);
  }

  /// Reads a model, with numbers in the place of what it says of some constants.
  ///
  /// @param constants numbers by name; names of no constant do nothing
  /// @throws CompileException with everything that is wrong
  public SourceModel parse(SourceText source, Map<String, String> constants) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = OtherConstants.in(syntax(source, diagnostics), constants);
    return new ModelCheck(source, diagnostics, ValueObserver.NONE).check(file);
  }

  /// Reads a text that may be half written, and tells the observer what has which value: where
  /// there are syntax errors, in the statements that have none.
  public Inspection inspect(SourceText source, ValueObserver observer) {
    try {
      SourceModel model = parse(source, observer);
      return new Inspection(model.warnings(), Optional.of(model));
    } catch (CompileException wrong) {
      if (VitSyntax.parse(source, new Diagnostics()).isEmpty()) {
        observe(source, observer);
      }
      return new Inspection(wrong.diagnostics(), Optional.empty());
    }
  }

  private static void observe(SourceText source, ValueObserver observer) {
    try {
      new ModelCheck(source, new Diagnostics(), observer).check(VitSyntax.recover(source));
    } catch (CompileException ignored) {
      return; // what is missing can't be right; the syntax errors have been told
    }
  }

  /// The names of all constants, in and beside the model.
  ///
  /// @throws CompileException with every syntax error
  public List<String> constants(SourceText source) {
    return OtherConstants.names(parseSyntax(source));
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
