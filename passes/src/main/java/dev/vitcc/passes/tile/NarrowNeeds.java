package dev.vitcc.passes.tile;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.schedule.NarrowRows;
import dev.vitcc.passes.schedule.OperandBits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What narrow columns a model has work for: layers with signed operands of at most 8 bits, of
/// whose rows at least an eighth are of a narrow format.
public final class NarrowNeeds {
  /// Fewer rows than this share of a layer are there by chance.
  private static final int LEAST_SHARE = 8;

  private final Map<NarrowFormat, NarrowRows> rows = new EnumMap<>(NarrowFormat.class);
  private final List<NarrowFormat> formats = new ArrayList<>();
  private int activationBits = 2;
  private long macs;

  private NarrowNeeds() {}

  /// The formats in which a model has rows, each with more than those before it.
  public static NarrowNeeds of(Model model) {
    NarrowNeeds needs = new NarrowNeeds();
    int most = 0;
    for (NarrowFormat format : NarrowFormat.values()) {
      NarrowRows rows = NarrowRows.of(model, format);
      needs.rows.put(format, rows);
      int count = needs.count(model, rows);
      if (count > most) {
        needs.formats.add(format);
        most = count;
      }
    }
    return needs;
  }

  private int count(Model model, NarrowRows fitting) {
    Graph graph = model.graph();
    int count = 0;
    long taken = 0;
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof IntegerLinear)) {
        continue;
      }
      int bits = OperandBits.of(model, graph.operand(node, 0));
      int found = fitting.count(Rewriter.key(graph.operand(node, 1)));
      if (bits <= Byte.SIZE && found * LEAST_SHARE >= node.type().dim(1)) {
        count += found;
        taken += node.type().size() * graph.operand(node, 0).type().dim(1);
        activationBits = Math.max(activationBits, bits);
      }
    }
    macs = Math.max(macs, taken);
    return count;
  }

  /// Columns for each of the formats.
  List<Formats> columns(int count) {
    return formats.stream().map(format -> Formats.narrow(count, format, activationBits)).toList();
  }

  /// Multiplications of the layers that narrow columns can have a part in.
  long macs() {
    return macs;
  }

  /// The rows that columns of a format can take.
  NarrowRows rows(NarrowFormat format) {
    return Objects.requireNonNull(rows.get(format));
  }

  /// No rows of narrow formats.
  static NarrowNeeds none() {
    return new NarrowNeeds();
  }
}
