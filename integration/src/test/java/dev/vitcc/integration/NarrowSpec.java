package dev.vitcc.integration;

import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.passes.tile.EngineShape;
import dev.vitcc.passes.tile.ModelExtents;
import java.util.List;

/// An engine with narrow columns, and the shape of a model for it.
///
/// @param wide columns of 8-bit weights
/// @param narrow columns of lookup tables
/// @param mixed whether rows for wide columns keep their 8 bits
record NarrowSpec(
    NarrowFormat format,
    int pm,
    int pk,
    int wide,
    int narrow,
    int lanes,
    int ports,
    boolean mixed,
    VitShape shape) {
  private static final int AXI = 64;

  /// Groups of several heads; a group of fewer columns at the end of the hidden layer.
  static final NarrowSpec BINARY =
      new NarrowSpec(NarrowFormat.BINARY, 1, 16, 8, 24, 8, 2, false, shape(2, 16, 48));

  /// Heads that don't fill a memory word, two rows at once, a group that spans memory words.
  static final NarrowSpec TERNARY =
      new NarrowSpec(NarrowFormat.TERNARY, 2, 8, 16, 16, 16, 1, false, shape(2, 12, 50));

  /// Rows of 8 bits beside powers of two; neither pk nor the columns are powers of two.
  static final NarrowSpec POWERS =
      new NarrowSpec(NarrowFormat.POWER_OF_TWO, 1, 24, 16, 8, 8, 3, true, shape(3, 8, 60));

  static final List<NarrowSpec> DAILY = List.of(BINARY, TERNARY, POWERS);

  static final List<NarrowSpec> NIGHTLY =
      List.of(
          new NarrowSpec(NarrowFormat.BINARY, 2, 32, 16, 112, 32, 4, false, shape(2, 32, 128)),
          new NarrowSpec(NarrowFormat.BINARY, 4, 8, 8, 8, 32, 1, false, shape(3, 8, 56)),
          new NarrowSpec(NarrowFormat.TERNARY, 1, 32, 8, 56, 8, 4, true, shape(2, 20, 90)),
          new NarrowSpec(NarrowFormat.POWER_OF_TWO, 2, 16, 32, 16, 32, 2, true, shape(2, 16, 96)),
          new NarrowSpec(NarrowFormat.POWER_OF_TWO, 1, 8, 24, 40, 8, 1, false, shape(2, 10, 50)));

  /// 17 tokens.
  private static VitShape shape(int heads, int headDim, int hidden) {
    return new VitShape(8, 8, 3, 1 / 255., 2, 0, false, true, heads, headDim, hidden, 2, 10, 1e-6);
  }

  /// A random model whose weights are of the format.
  Sample sample(long seed) {
    Sample sample = Sample.of(seed, shape);
    return new Sample(
        this + ", " + sample.name(),
        NarrowWeights.into(sample.integer(), this, seed),
        sample.images());
  }

  Trial trial(long seed) {
    Sample sample = sample(seed);
    Engine engine =
        ModelExtents.of(sample.integer().graph())
            .engine(
                EngineShape.of(pm, pk, wide + narrow, lanes, AXI, ports)
                    .with(Formats.narrow(narrow, format, Byte.SIZE)));
    return Trial.of(sample, engine);
  }

  @Override
  public String toString() {
    return "%d x %d x (%d + %d %s)".formatted(pm, pk, wide, narrow, format);
  }
}
