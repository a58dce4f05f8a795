package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.format.NarrowLoss;
import dev.vitcc.passes.manager.Choices;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.order.OrderChannels;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.EngineShape;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.reference.FloatReference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of channels changes no result, and no other choice of rows for narrow columns loses
/// less.
class OrderChannelsTest {
  private static final int HEADS = 2;
  private static final int HEAD = 12;
  private static final int WIDTH = HEADS * HEAD;
  private static final int HIDDEN = 20;
  private static final int BLOCKS = 2;

  /// Columns 8 to 15 of 16 are narrow; heads don't fill memory words, so each starts anew.
  private static final int WIDE = 8;

  private static final int NARROW = 8;
  private static final Formats COLUMNS =
      Formats.narrow(NARROW, NarrowFormat.POWER_OF_TWO, Byte.SIZE);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void logitsStayTheSame(boolean distilled) {
    Model before = before(7, distilled);
    Model after = ordered(before);
    assertThat(after.parameters().keys()).anyMatch(key -> key.endsWith(".ordered"));
    FloatReference expected = new FloatReference(before);
    FloatReference found = new FloatReference(after);
    for (TensorData image : RandomModels.images(3, before.graph(), 3)) {
      byte[] pixels = ((TensorData.Bytes) image).values();
      float[] logits = expected.logits(pixels);
      float[] others = found.logits(pixels);
      for (int i = 0; i < logits.length; i++) {
        assertThat(others[i]).isCloseTo(logits[i], within(1e-4f));
      }
    }
  }

  @Test
  void noOtherChoiceLosesLess() {
    Model before = before(11, false);
    Model after = ordered(before);
    double[] stream = new double[WIDTH];
    double streamAfter = 0;
    for (int block = 0; block < BLOCKS; block++) {
      String name = "block" + block;
      for (String writer : List.of(name + ".attention.proj", name + ".mlp.fc2")) {
        double[] loss = loss(before, writer);
        Arrays.setAll(stream, i -> stream[i] + loss[i]);
        streamAfter += narrowLoss(after, writer, 0, WIDTH);
      }
      String hidden = name + ".mlp.fc1";
      assertThat(narrowLoss(after, hidden, 0, HIDDEN))
          .isCloseTo(least(loss(before, hidden), HIDDEN - WIDE - 4), within(1e-9));
      headsAreBest(before, after, name + ".attention.qkv");
    }
    assertThat(streamAfter).isCloseTo(least(stream, NARROW), within(1e-9));
  }

  /// Queries and keys of a head share an order, values have their own.
  private static void headsAreBest(Model before, Model after, String qkv) {
    double[] loss = loss(before, qkv);
    for (int head = 0; head < HEADS; head++) {
      int query = head * HEAD;
      int key = WIDTH + query;
      int value = WIDTH + key;
      double[] both = new double[HEAD];
      Arrays.setAll(both, i -> loss[query + i] + loss[key + i]);
      double found =
          narrowLoss(after, qkv, query, query + HEAD) + narrowLoss(after, qkv, key, key + HEAD);
      assertThat(found).isCloseTo(least(both, HEAD - WIDE), within(1e-9));
      assertThat(narrowLoss(after, qkv, value, value + HEAD))
          .isCloseTo(
              least(Arrays.copyOfRange(loss, value, value + HEAD), HEAD - WIDE), within(1e-9));
    }
  }

  /// The least sum of `count` of the losses, of all choices.
  private static double least(double[] losses, int count) {
    return IntStream.range(0, 1 << losses.length)
        .filter(choice -> Integer.bitCount(choice) == count)
        .mapToDouble(
            choice ->
                IntStream.range(0, losses.length)
                    .filter(i -> (choice >> i & 1) == 1)
                    .mapToDouble(i -> losses[i])
                    .sum())
        .min()
        .orElseThrow();
  }

  private static double[] loss(Model model, String layer) {
    return new NarrowLoss(plan(model), model).of(node(model, layer));
  }

  private static double narrowLoss(Model model, String layer, int from, int to) {
    double[] loss = loss(model, layer);
    return new NarrowLoss(plan(model), model)
        .narrow(node(model, layer)).stream()
            .filter(row -> row >= from && row < to)
            .mapToDouble(row -> loss[row])
            .sum();
  }

  private static Node node(Model model, String name) {
    Node node = model.graph().node(name);
    assertThat(node.op()).isInstanceOf(Linear.class);
    return node;
  }

  private static Model ordered(Model before) {
    return new OrderChannels(plan(before)).run(before, PassContext.quiet());
  }

  /// A random model as it comes to the pass.
  private static Model before(long seed, boolean distilled) {
    Model model =
        RandomModels.vit(
            seed,
            new VitShape(
                8, 8, 3, 1 / 255., 2, 0, distilled, true, HEADS, HEAD, HIDDEN, BLOCKS, 10, 1e-6));
    List<Pass> passes =
        Pipelines.standard(
            Choices.of(FormatPlan.EIGHT_BITS),
            List.of(),
            new CalibrateClause.Max(),
            RangeCache.none());
    for (Pass pass : passes) {
      if (pass instanceof OrderChannels) {
        break;
      }
      model = pass.run(model, PassContext.quiet());
    }
    return model;
  }

  private static FormatPlan plan(Model model) {
    NumberFormat byColumn =
        new NumberFormat.ByColumn(new NumberFormat.PowerOfTwo(4), NumberFormat.fixed(8));
    QuantizeClause clause = QuantizeClause.eightBits().withWeights(byColumn);
    Engine engine =
        ModelExtents.of(model.graph())
            .engine(EngineShape.of(1, 16, WIDE + NARROW, 8, 64, 1).with(COLUMNS));
    return FormatPlan.of(clause).on(engine);
  }
}
