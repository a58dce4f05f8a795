package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// What a node of the graph computes: attributes and shape inference, nothing else.
///
/// Operands, result type and source location belong to the node. Meaning, lowering and cost are
/// aspects: one exhaustive switch each, without a default.
public sealed interface TensorOp
    permits Input,
        Parameter,
        Normalize,
        PatchEmbed,
        PrependTokens,
        Add,
        Scale,
        LayerNorm,
        Linear,
        SplitHeads,
        MatMul,
        Softmax,
        MergeHeads,
        Gelu,
        PolynomialGelu,
        SelectToken,
        Concatenate,
        ExtractPatches,
        IntegerLinear,
        IntegerMatMul,
        Requantize,
        RequantizeRows,
        IntegerLayerNorm,
        ExponentialCodes,
        Lookup,
        PiecewiseLinear,
        SaturatingAdd,
        Sigmoid,
        UniformAttention,
        ClassAttention,
        WeightedMean,
        PruneTokens,
        ClassScores,
        TokenScores {

  /// The name of the op in the text form.
  String mnemonic();

  /// The type of the result.
  ///
  /// @throws ShapeException if the operands do not fit
  TensorType infer(List<TensorType> operands);
}
