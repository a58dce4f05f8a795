package dev.vitcc.frontend;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;

/// Is told what values names and calls have while a model is written out: of what stands in a
/// repeat or a block, once for each time.
public interface ValueObserver {
  /// Looks away.
  ValueObserver NONE =
      new ValueObserver() {
        @Override
        public void tensor(SourceLocation where, TensorType type) {}

        @Override
        public void constant(SourceLocation where, String value) {}
      };

  /// @param where a name, or the name of the function of a call
  void tensor(SourceLocation where, TensorType type);

  /// @param value as it is written: `0.5`, `"text"`, `gelu`
  void constant(SourceLocation where, String value);
}
