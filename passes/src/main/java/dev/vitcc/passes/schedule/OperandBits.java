package dev.vitcc.passes.schedule;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.passes.fold.Rewriter;

/// How many bits a signed operand needs whose codes are symmetric.
public final class OperandBits {
  private OperandBits() {}

  /// The bits of its type, or of what its lookup table holds; more than any where it is unsigned or
  /// no code.
  public static int of(Model model, Node operand) {
    if (operand.op() instanceof Lookup) {
      String table = Rewriter.key(model.graph().operand(operand, 1));
      if (model.parameters().get(table) instanceof TensorData.Bytes codes) {
        return of(codes.values());
      }
    }
    return operand.type().element() instanceof ElementType.Int integer && integer.signed()
        ? integer.bits()
        : Integer.MAX_VALUE;
  }

  private static int of(byte[] codes) {
    int bits = 1;
    for (byte code : codes) {
      bits = Math.max(bits, 1 + Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(code)));
    }
    return bits;
  }
}
