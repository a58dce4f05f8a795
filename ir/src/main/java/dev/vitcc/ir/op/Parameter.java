package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// A trained or derived constant; its values are kept beside the graph, under `key`.
public record Parameter(String key, TensorType type) implements TensorOp {
  @Override
  public String mnemonic() {
    return "parameter";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 0);
    return type;
  }
}
