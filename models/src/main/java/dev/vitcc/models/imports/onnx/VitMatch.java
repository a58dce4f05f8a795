package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Block.Attention;
import dev.vitcc.models.imports.onnx.Block.Mlp;
import dev.vitcc.models.imports.onnx.EmbeddingMatch.Embedding;
import dev.vitcc.models.imports.onnx.HeadMatch.Heads;
import dev.vitcc.models.imports.onnx.Term.Linear;
import dev.vitcc.models.imports.onnx.Term.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a vision transformer off the terms, from the logits back to the image.
///
/// What doesn't fit is reported, and the reading goes on with what is left of it: along the stream,
/// which of two operands of a sum is the one that was there first.
final class VitMatch {
  private final Problems problems;
  private final BlockMatch blocks;
  private final List<Block> found = new ArrayList<>();
  private Optional<Mlp> mlp = Optional.empty();
  private boolean awaitsAttention;

  private VitMatch(Problems problems, boolean exactGelu) {
    this.problems = problems;
    this.blocks = new BlockMatch(problems, exactGelu);
  }

  /// The parts of the model, blocks in their order.
  record Parts(Heads heads, List<Block> blocks, Embedding embedding) {}

  /// @throws dev.vitcc.ir.diagnostic.CompileException with all that can't be mapped
  static Parts match(View output, Problems problems, boolean exactGelu) {
    VitMatch match = new VitMatch(problems, exactGelu);
    return match.parts(output);
  }

  private Parts parts(View output) {
    Heads heads;
    try {
      heads = new HeadMatch(problems).match(output);
    } catch (Unmappable e) {
      problems.add(output.base(), String.valueOf(e.getMessage()));
      throw problems.failure();
    }
    View first = blocks(heads.stream());
    Optional<Embedding> embedding = Optional.empty();
    try {
      embedding = Optional.of(EmbeddingMatch.match(first));
    } catch (Unmappable e) {
      problems.add(first.base(), String.valueOf(e.getMessage()));
    }
    if (found.isEmpty()) {
      problems.add(first.base(), "there is no transformer block before the head");
    }
    problems.throwIfAny();
    return new Parts(heads, found.reversed(), embedding.orElseThrow());
  }

  /// Goes back through the blocks, to what the first one takes.
  private View blocks(View last) {
    View stream = last;
    while (stream.base() instanceof Sum sum && !sum.right().isConstant()) {
      View older = sum.left().number() < sum.right().number() ? sum.left() : sum.right();
      View branch = older.number() == sum.left().number() ? sum.right() : sum.left();
      try {
        if (!stream.isWhole() || !older.isWhole()) {
          throw new Unmappable("it adds to a part of the stream, or scales it");
        }
        half(branch, older);
      } catch (Unmappable e) {
        problems.add(branch.base(), String.valueOf(e.getMessage()));
      }
      stream = older;
    }
    if (awaitsAttention && mlp.isPresent()) {
      problems.add(stream.base(), "the first block has an MLP and no attention");
    }
    return stream;
  }

  private void half(View branch, View stream) {
    if (!(branch.base() instanceof Linear linear) || !branch.isInOrder()) {
      throw new Unmappable("it is added to the stream, expected a linear layer there");
    }
    if (BlockMatch.endsMlp(linear)) {
      boolean twice = awaitsAttention;
      awaitsAttention = true;
      mlp = Optional.of(blocks.mlp(linear, branch.factor(), stream));
      if (twice) {
        throw new Unmappable("an MLP before an MLP, expected attention before each");
      }
      return;
    }
    boolean alone = !awaitsAttention;
    awaitsAttention = false;
    Attention attention = blocks.attention(linear, branch.factor(), stream);
    found.add(new Block(attention, mlp));
    mlp = Optional.empty();
    if (alone) {
      throw new Unmappable("attention without an MLP behind it");
    }
  }
}
