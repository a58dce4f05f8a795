package dev.vitcc.reference;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.TensorOp;
import java.util.List;
import java.util.Random;

/// A model of integers for tests: patches of a 32 x 32 image through one layer of random weights.
final class IntegerModel {
  private static final SourceLocation HERE = SourceLocation.ofFile("test");

  private final GraphBuilder builder = new GraphBuilder("integers");
  private Parameters parameters = Parameters.none();

  private IntegerModel() {}

  /// @param bits the width that the accumulators claim
  static Model linear(int bits, int columns, int greatestWeight) {
    IntegerModel model = new IntegerModel();
    Random random = new Random(9);
    TensorType weightType = TensorType.of(ElementType.I8, columns, 48);
    byte[] weight = new byte[columns * 48];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (byte) (random.nextInt(2 * greatestWeight + 1) - greatestWeight);
    }
    weight[0] = (byte) -greatestWeight;
    Node image = model.add("image", new Input(TensorType.of(ElementType.U8, 32, 32, 3)));
    Node patches = model.add("patches", new ExtractPatches(4, 1), image);
    Node accumulators =
        model.add(
            "accumulators",
            new IntegerLinear(bits),
            patches,
            model.parameter("weight", new TensorData.Bytes(weightType, weight)),
            model.words("bias", random.ints(columns, -1000, 1000).toArray()));
    model.add(
        "codes",
        new Requantize(16),
        accumulators,
        model.words("scales", random.ints(columns, 1 << 11, 1 << 14).toArray()));
    return new Model(model.builder.build(List.of("codes")), model.parameters);
  }

  private Node words(String key, int[] values) {
    return parameter(
        key, new TensorData.Words(TensorType.of(ElementType.I32, values.length), values));
  }

  private Node parameter(String key, TensorData data) {
    parameters = parameters.with(key, data);
    return add(key, new Parameter(key, data.type()));
  }

  private Node add(String name, TensorOp op, Node... operands) {
    return builder.add(name, op, HERE, operands);
  }
}
