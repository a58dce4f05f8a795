package dev.vitcc.testbenches.vectors;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.testbenches.vectors.VectorLayout.Slice;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks that a program stores each element of each of its tensors exactly once a frame.
final class Coverage {
  private Coverage() {}

  static void check(List<Slice> slices, Map<String, TensorType> tensors) {
    Map<String, BitSet> stored = new LinkedHashMap<>();
    for (Slice slice : slices) {
      TensorSlice part = slice.tensor();
      TensorType type = tensors.get(part.node());
      if (type == null) {
        throw new IllegalArgumentException(part.node() + " is not a tensor of the program");
      }
      int columns = type.dim(-1);
      long rows = type.size() / columns;
      int tensorRows = type.rank() == 1 ? 1 : type.dim(-2);
      BitSet bits = stored.computeIfAbsent(part.node(), node -> new BitSet());
      for (int i = 0; i < slice.rows(); i++) {
        long row = (long) part.head() * tensorRows + slice.tensorRow() + i;
        boolean inside =
            slice.tensorRow() + i < tensorRows
                && row < rows
                && part.column() + part.columns() <= columns;
        if (!inside) {
          throw new IllegalArgumentException(part + " is not inside " + type);
        }
        int from = Math.toIntExact(row * columns + part.column());
        if (bits.get(from, from + part.columns()).cardinality() != 0) {
          throw new IllegalArgumentException("the program stores " + part + " twice");
        }
        bits.set(from, from + part.columns());
      }
    }
    tensors.forEach(
        (node, type) -> {
          int count = stored.getOrDefault(node, new BitSet()).cardinality();
          if (count != type.size()) {
            throw new IllegalArgumentException(
                "the program stores " + count + " elements of " + node + ", which is " + type);
          }
        });
  }
}
