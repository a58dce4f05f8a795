package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.passes.fold.Rewriter;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which rows of which weights narrow columns can take: those whose codes are all of their format.
public final class NarrowRows {
  private final NarrowFormat format;
  private final Map<String, BitSet> rows = new LinkedHashMap<>();

  private NarrowRows(NarrowFormat format) {
    this.format = format;
  }

  public static NarrowRows of(Model model, NarrowFormat format) {
    NarrowRows narrow = new NarrowRows(format);
    if (format == NarrowFormat.NONE) {
      return narrow;
    }
    Map<byte[], BitSet> known = new IdentityHashMap<>(); // layers may share their codes
    for (Node node : model.graph().nodes()) {
      if (node.op() instanceof IntegerLinear) {
        String key = Rewriter.key(model.graph().operand(node, 1));
        if (model.parameters().get(key) instanceof TensorData.Bytes weights) {
          narrow.rows.computeIfAbsent(
              key,
              name -> known.computeIfAbsent(weights.values(), codes -> narrow.fitting(weights)));
        }
      }
    }
    return narrow;
  }

  private BitSet fitting(TensorData.Bytes weights) {
    byte[] codes = weights.values();
    int width = weights.type().dim(1);
    BitSet fitting = new BitSet();
    for (int row = 0; row < weights.type().dim(0); row++) {
      int at = row * width;
      while (at < (row + 1) * width && format.holds(codes[at])) {
        at++;
      }
      fitting.set(row, at == (row + 1) * width);
    }
    return fitting;
  }

  /// Whether all of a tensor's rows from one up to another fit.
  boolean hold(String weights, int from, int to) {
    BitSet fitting = rows.getOrDefault(weights, new BitSet());
    return fitting.nextClearBit(from) >= to;
  }

  /// Whether lanes beyond a row's end can have weights that add nothing.
  boolean hasZero() {
    return format.holds(0);
  }

  /// Rows of a tensor that fit.
  public int count(String weights) {
    return rows.getOrDefault(weights, new BitSet()).cardinality();
  }
}
