package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.passes.format.ShiftOnly;
import java.util.Optional;

/// Patch embedding, tokens and positions: a product of raw pixels added to a table.
final class EmbeddingRule {
  private final Legalizer legalizer;

  EmbeddingRule(Legalizer legalizer) {
    this.legalizer = legalizer;
  }

  Quantity apply(Node top, Embedding embedding) {
    Graph real = legalizer.model().graph();
    Node embed = embedding.patches();
    Quantity image = legalizer.of(image(real, embed).name());
    int patch = ((PatchEmbed) embed.op()).patch();
    TensorType kernel = real.operand(embed, 1).type();
    Node patches =
        legalizer.addNamed(
            embed.name() + ".patches",
            embed,
            new ExtractPatches(patch, embedding.leadingRows()),
            image.node());
    QuantizedRows rows = rows(weightKey(real, embed), kernel);
    Quantity bytes = new Quantity(patches, 1, 255);
    Node acc = legalizer.accumulators(embed, bytes, rows, patch * patch * kernel.dim(1));
    double step = legalizer.residualScale();
    double[] scales = rows.scales().clone();
    for (int i = 0; i < scales.length; i++) {
      scales[i] /= step;
    }
    Node addend =
        legalizer.addNamed(
            embed.name() + ".rows",
            embed,
            new Requantize(16),
            acc,
            legalizer.scales(embed, scales));
    Node table =
        legalizer.shorts(
            top,
            top.name() + ".table",
            codes(embedding.constants(), step),
            top.type().dim(0),
            top.type().dim(1));
    Node sum = legalizer.addNamed(top.name(), top, new SaturatingAdd(), table, addend);
    return new Quantity(sum, step, 32767);
  }

  private QuantizedRows rows(String key, TensorType kernel) {
    Parameters parameters = legalizer.model().parameters();
    int[] order = inMemoryOrder(kernel);
    float[] noBiases = new float[kernel.dim(0)];
    Optional<RowCodes> given = RowCodes.of(parameters, key);
    if (given.isPresent()) {
      byte[] codes = new byte[order.length];
      for (int i = 0; i < codes.length; i++) {
        codes[order[i]] = given.get().codes()[i];
      }
      return QuantizedRows.of(new RowCodes(codes, given.get().scales()), noBiases, 1, k -> 0);
    }
    float[] weights = parameters.reals(key);
    float[] ordered = new float[order.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[order[i]] = weights[i];
    }
    return QuantizedRows.of(
        ordered, noBiases, 1, k -> 0, step -> ShiftOnly.step(legalizer.model(), step));
  }

  private static Node image(Graph real, Node embed) {
    Node normalized = real.operand(embed, 0);
    if (normalized.op() instanceof Normalize && real.operand(normalized, 0).op() instanceof Input) {
      return real.operand(normalized, 0);
    }
    throw new IllegalStateException("patch embedding of something else than the image");
  }

  private static String weightKey(Graph real, Node embed) {
    return dev.vitcc.passes.fold.Rewriter.key(real.operand(embed, 1));
  }

  /// Where each weight of `[d][c][y][x]` goes in `[d][y][x][c]`, the order of the bytes of an
  /// image.
  private static int[] inMemoryOrder(TensorType kernel) {
    int outputs = kernel.dim(0);
    int channels = kernel.dim(1);
    int area = kernel.dim(2) * kernel.dim(3);
    int[] order = new int[Math.toIntExact(kernel.size())];
    int at = 0;
    for (int out = 0; out < outputs; out++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int pixel = 0; pixel < area; pixel++) {
          order[at++] = (out * area + pixel) * channels + channel;
        }
      }
    }
    return order;
  }

  private static short[] codes(float[] values, double step) {
    short[] codes = new short[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (short) Math.clamp(Math.round(values[i] / step), -32767, 32767);
    }
    return codes;
  }
}
