package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// The checks that shape inference is made of.
final class Infer {
  private Infer() {}

  static void arity(TensorOp op, List<TensorType> in, int expected) {
    if (in.size() != expected) {
      throw new ShapeException(
          op.mnemonic() + ": takes " + expected + " operands, found " + in.size());
    }
  }

  static void rank(TensorOp op, String what, TensorType type, int expected) {
    if (type.rank() != expected) {
      throw new ShapeException(
          op.mnemonic() + ": " + what + " must have " + expected + " axes, found " + type);
    }
  }

  static void atLeastRank(TensorOp op, String what, TensorType type, int expected) {
    if (type.rank() < expected) {
      throw new ShapeException(
          op.mnemonic() + ": " + what + " must have at least " + expected + " axes, found " + type);
    }
  }

  static void extent(TensorOp op, String what, int found, int expected) {
    if (found != expected) {
      throw new ShapeException(
          op.mnemonic() + ": " + what + " differ: " + found + " and " + expected);
    }
  }

  static void element(TensorOp op, String what, TensorType type, ElementType expected) {
    if (!type.element().equals(expected)) {
      throw new ShapeException(
          op.mnemonic() + ": " + what + " must be " + expected + ", found " + type);
    }
  }

  static ElementType.Int integer(TensorOp op, String what, TensorType type) {
    if (type.element() instanceof ElementType.Int integer) {
      return integer;
    }
    throw new ShapeException(
        op.mnemonic() + ": " + what + " must have integer elements, found " + type);
  }

  /// A signed operand of at most 8 bits.
  static void stationary(TensorOp op, String what, TensorType type) {
    ElementType.Int element = integer(op, what, type);
    if (!element.signed() || element.bits() > 8) {
      throw new ShapeException(
          op.mnemonic() + ": " + what + " must be signed, of at most 8 bits, found " + type);
    }
  }

  /// Tokens behind leading ones, at least one.
  static void candidates(TensorOp op, int tokens, int leading) {
    if (leading < 0 || leading > tokens) {
      throw new ShapeException(
          op.mnemonic() + ": " + leading + " leading tokens are more than " + tokens);
    }
  }

  static void real(TensorOp op, String what, TensorType type) {
    element(op, what, type, ElementType.F32);
  }

  /// A vector of `length` elements.
  static void vector(TensorOp op, String what, TensorType type, int length) {
    rank(op, what, type, 1);
    extent(op, "length of " + what + " and the axis it applies to", type.dim(0), length);
  }

  /// A signed integer of a width that an op gives.
  static ElementType signed(TensorOp op, int bits) {
    if (bits < 2 || bits > 64) {
      throw new ShapeException(op.mnemonic() + ": width must be 2 to 64 bits, found " + bits);
    }
    return ElementType.signed(bits);
  }

  /// A code that the array takes: 2 to 8 bits.
  static ElementType code(TensorOp op, int bits, boolean signed) {
    if (bits < 2 || bits > 8) {
      throw new ShapeException(op.mnemonic() + ": codes have 2 to 8 bits, found " + bits);
    }
    return signed ? ElementType.signed(bits) : ElementType.unsigned(bits);
  }

  /// The type with its last extent replaced.
  static TensorType withLast(TensorType type, ElementType element, int last) {
    List<Integer> shape = new ArrayList<>(type.shape());
    shape.set(shape.size() - 1, last);
    return new TensorType(element, shape);
  }

  /// `[.., n, k]` times `[.., k, m]` (or `[.., m, k]` if transposed).
  static TensorType matmul(
      TensorOp op, TensorType left, TensorType right, boolean transposed, ElementType element) {
    rank(op, "left operand", left, 3);
    rank(op, "right operand", right, 3);
    extent(op, "numbers of heads", left.dim(0), right.dim(0));
    extent(op, "inner dimensions", left.dim(2), right.dim(transposed ? 2 : 1));
    return withLast(left, element, right.dim(transposed ? 1 : 2));
  }
}
