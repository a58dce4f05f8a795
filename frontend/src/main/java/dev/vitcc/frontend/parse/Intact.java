package dev.vitcc.frontend.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Which parts of a tree with syntax errors were read as the grammar has them.
final class Intact {
  private Intact() {}

  /// Whether there is no mistake in a subtree.
  static boolean isWhole(ParserRuleContext context) {
    if (context.exception != null || context.getChildCount() == 0) {
      return false;
    }
    for (ParseTree child : context.children) {
      boolean wrong =
          child instanceof ErrorNode
              || (child instanceof ParserRuleContext inner && !isWhole(inner));
      if (wrong) {
        return false;
      }
    }
    return true;
  }

  /// Whether a part is there, and whole.
  static boolean has(@Nullable ParserRuleContext part) {
    return part != null && isWhole(part);
  }

  /// Whether all up to the `{` is whole: what is behind it may be wrong.
  static boolean hasHead(ParserRuleContext context) {
    for (int i = 0; i < context.getChildCount(); i++) {
      ParseTree child = context.getChild(i);
      if (child.getText().equals("{")) {
        return true;
      }
      if (child instanceof ErrorNode
          || (child instanceof ParserRuleContext inner && !isWhole(inner))) {
        return false;
      }
    }
    return false;
  }
}
