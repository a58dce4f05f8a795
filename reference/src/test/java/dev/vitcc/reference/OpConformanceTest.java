package dev.vitcc.reference;

import static dev.vitcc.ir.ElementType.F32;
import static dev.vitcc.ir.ElementType.I16;
import static dev.vitcc.ir.ElementType.I32;
import static dev.vitcc.ir.ElementType.I8;
import static dev.vitcc.ir.ElementType.U8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.ClassAttention;
import dev.vitcc.ir.op.ClassScores;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.op.WeightedMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks over all ops: what the reference computes has the type that the op infers.
class OpConformanceTest {
  private static final TensorType IMAGE = TensorType.of(U8, 4, 6, 3);
  private static final SourceLocation HERE = SourceLocation.ofFile("test");

  /// An op with operands that it takes; a `u8[4,6,3]` operand is the image.
  private record Example(TensorOp op, TensorType... operands) {
    @Override
    public String toString() {
      return op.mnemonic();
    }
  }

  private static PruneTokens keepTwo() {
    return new PruneTokens(1, 2, -9, 1, PackageToken.NONE, 1);
  }

  private static Stream<Example> examples() {
    return Arrays.stream(TensorOp.class.getPermittedSubclasses()).map(OpConformanceTest::example);
  }

  /// By name, so that a new op fails here until it has an example.
  private static Example example(Class<?> op) {
    return switch (op.getSimpleName()) {
      case "Input" -> new Example(new Input(IMAGE));
      case "Parameter" -> new Example(new SelectToken(0), type(F32, 2, 3));
      case "Normalize" ->
          new Example(new Normalize(1, List.of(1.0, 2.0, 3.0), List.of(1.0, 1.0, 1.0)), IMAGE);
      case "PatchEmbed" ->
          new Example(new PatchEmbed(2), type(F32, 4, 6, 3), type(F32, 5, 3, 2, 2), type(F32, 5));
      case "PrependTokens" -> new Example(new PrependTokens(), type(F32, 4, 3), type(F32, 2, 3));
      case "Add" -> new Example(new Add(), type(F32, 4, 3), type(F32, 4, 3));
      case "Scale" -> new Example(new Scale(0.5), type(F32, 2, 4, 3));
      case "LayerNorm" ->
          new Example(new LayerNorm(1e-6), type(F32, 4, 3), type(F32, 3), type(F32, 3));
      case "Linear" -> new Example(new Linear(), type(F32, 4, 3), type(F32, 7, 3), type(F32, 7));
      case "SplitHeads" -> new Example(new SplitHeads(2, 3, 2), type(F32, 4, 24));
      case "MatMul" -> new Example(new MatMul(true), type(F32, 2, 4, 3), type(F32, 2, 5, 3));
      case "Softmax" -> new Example(new Softmax(), type(F32, 2, 4, 5));
      case "MergeHeads" -> new Example(new MergeHeads(), type(I8, 2, 4, 5));
      case "Gelu" -> new Example(new Gelu(), type(F32, 4, 5));
      case "PolynomialGelu" -> new Example(new PolynomialGelu(0.5), type(F32, 4, 5));
      case "SelectToken" -> new Example(new SelectToken(3), type(I16, 4, 5));
      case "Concatenate" -> new Example(new Concatenate(), type(I8, 4, 5), type(I8, 4, 2));
      case "ExtractPatches" -> new Example(new ExtractPatches(2, 2), IMAGE);
      case "IntegerLinear" ->
          new Example(new IntegerLinear(18), type(I8, 4, 3), type(I8, 7, 3), type(I32, 7));
      case "IntegerMatMul" ->
          new Example(new IntegerMatMul(false, 18), type(U8, 2, 4, 3), type(I8, 2, 3, 5));
      case "Requantize" -> new Example(new Requantize(8), type(I32, 2, 4, 3), type(I32, 3));
      case "RequantizeRows" ->
          new Example(new RequantizeRows(8, 40000, 2), type(I32, 2, 4, 3), type(U8, 2, 4, 5));
      case "IntegerLayerNorm" -> new Example(new IntegerLayerNorm(1, 40000, 2), type(I16, 4, 9));
      case "ExponentialCodes" -> new Example(new ExponentialCodes(), type(I16, 2, 4, 5));
      case "Lookup" -> new Example(new Lookup(), type(ElementType.signed(5), 4, 3), type(I8, 32));
      case "PiecewiseLinear" ->
          new Example(
              new PiecewiseLinear(5, 16, 6), type(ElementType.signed(5), 4, 3), type(I32, 4));
      case "Sigmoid" -> new Example(new Sigmoid(), type(F32, 4, 5));
      case "UniformAttention" -> new Example(new UniformAttention(1), type(I8, 2, 4, 5));
      case "ClassAttention" -> new Example(new ClassAttention(), type(F32, 2, 4, 4));
      case "WeightedMean" -> new Example(new WeightedMean(), type(F32, 4, 3), type(F32, 4, 3));
      case "PruneTokens" -> new Example(keepTwo(), type(F32, 4, 3), type(F32, 4, 1));
      case "ClassScores" -> new Example(new ClassScores(), type(U8, 2, 4, 4));
      case "TokenScores" -> new Example(new TokenScores(), type(I8, 4, 3), type(I8, 4, 3));
      case "SaturatingAdd" -> new Example(new SaturatingAdd(), type(I16, 4, 3), type(I16, 4, 3));
      default -> throw new AssertionError(op + " has no example");
    };
  }

  @ParameterizedTest
  @MethodSource("examples")
  void inferenceAgreesWithTheReference(Example example) {
    GraphBuilder builder = new GraphBuilder("example");
    Parameters parameters = Parameters.none();
    List<Node> operands = new ArrayList<>();
    for (TensorType type : example.operands()) {
      if (type.equals(IMAGE)) {
        operands.add(builder.add("image", new Input(IMAGE), HERE));
      } else {
        String key = "p" + operands.size();
        operands.add(builder.add(key, new Parameter(key, type), HERE));
        parameters = parameters.with(key, random(type));
      }
    }
    Node result = builder.add("result", example.op(), HERE, operands.toArray(Node[]::new));
    Graph graph = builder.build(List.of("result"));

    assertThat(types(new Model(graph, parameters))).last().isEqualTo(result.type());
  }

  /// The types of the values that the references observe, in graph order.
  private static List<TensorType> types(Model model) {
    byte[] image = new byte[(int) IMAGE.size()];
    List<TensorType> types = new ArrayList<>();
    boolean real = model.graph().nodes().stream().anyMatch(node -> node.type().element().isReal());
    if (real) {
      // FloatReference holds the number of values against the node's type.
      new FloatReference(model)
          .run(
              image,
              (node, values) -> {
                assertThat(node.type().size()).isEqualTo(values.length);
                types.add(node.type());
              });
    } else {
      new IntegerReference(model).run(image).values().forEach(value -> types.add(value.type()));
    }
    return types;
  }

  private static TensorData random(TensorType type) {
    Random random = new Random(type.hashCode());
    int size = (int) type.size();
    if (!(type.element() instanceof ElementType.Int element)) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return new TensorData.Reals(type, values);
    }
    int limit = (int) Math.min(element.max(), 30_000) - (element.bits() == 8 ? 1 : 0);
    // Scales, which are of 32 bits, are not negative.
    boolean negative = element.signed() && element.bits() < 32;
    int[] values = random.ints(size, negative ? -limit : 0, limit + 1).toArray();
    return IntTensor.checked(type, values).data();
  }

  private static TensorType type(ElementType element, int... shape) {
    return TensorType.of(element, shape);
  }
}
