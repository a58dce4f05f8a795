package dev.vitcc.frontend.check;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.request.InputFormat;

/// Turns the input and the operators of the language into nodes: `x + y`, `0.5 * x`, `x[0]`.
record TensorArithmetic(GraphEmitter graph) {

  /// The image, as real numbers.
  Value input(InputFormat input) {
    SourceLocation where = input.location();
    TensorType type =
        TensorType.of(ElementType.U8, input.height(), input.width(), input.channels());
    return graph.checked(
        where,
        () -> {
          Node image = graph.addAtTop(input.name(), new Input(type), where);
          TensorOp normalize = new Normalize(input.scale(), input.mean(), input.std());
          return graph.addAtTop("normalize", normalize, where, image);
        });
  }

  Value add(Value.Tensor left, Value.Tensor right, SourceLocation where) {
    return graph.checked(
        where, () -> graph.add("add", new Add(), where, left.node(), right.node()));
  }

  Value scale(Value.Tensor operand, double factor, SourceLocation where) {
    return graph.checked(where, () -> graph.add("scale", new Scale(factor), where, operand.node()));
  }

  Value select(Value.Tensor operand, int token, SourceLocation where) {
    return graph.checked(
        where, () -> graph.add("token", new SelectToken(token), where, operand.node()));
  }
}
