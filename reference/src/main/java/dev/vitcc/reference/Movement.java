package dev.vitcc.reference;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.SplitHeads;

/// The ops that only move values, as runs to copy; the same for reals and integers.
final class Movement {
  private Movement() {}

  /// Copies `length` values of an operand from `from` to the result at `to`.
  @FunctionalInterface
  interface Copy {
    void run(int operand, int from, int to, int length);
  }

  /// `[n, parts*h*d] → [h,n,d]`.
  static void splitHeads(SplitHeads op, TensorType in, Copy copy) {
    int rows = in.dim(0);
    int columns = in.dim(1);
    int width = columns / (op.parts() * op.heads());
    for (int head = 0; head < op.heads(); head++) {
      int column = (op.part() * op.heads() + head) * width;
      for (int row = 0; row < rows; row++) {
        copy.run(0, row * columns + column, (head * rows + row) * width, width);
      }
    }
  }

  /// `[h,n,d] → [n,h*d]`.
  static void mergeHeads(TensorType in, Copy copy) {
    int heads = in.dim(0);
    int rows = in.dim(1);
    int width = in.dim(2);
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < rows; row++) {
        copy.run(0, (head * rows + row) * width, (row * heads + head) * width, width);
      }
    }
  }

  /// `[n,d] → [1,d]`.
  static void selectToken(SelectToken op, TensorType in, Copy copy) {
    copy.run(0, op.index() * in.dim(1), 0, in.dim(1));
  }

  /// `([n,a], [n,b]) → [n,a+b]`.
  static void concatenate(TensorType left, TensorType right, Copy copy) {
    int a = left.dim(1);
    int b = right.dim(1);
    for (int row = 0; row < left.dim(0); row++) {
      copy.run(0, row * a, row * (a + b), a);
      copy.run(1, row * b, row * (a + b) + a, b);
    }
  }

  /// The patches of `[h,w,c]` as rows of `p*p*c` values in the order (y, x, channel).
  static void patches(TensorType image, int patch, Copy copy) {
    int channels = image.dim(2);
    int width = image.dim(1) * channels;
    int run = patch * channels;
    int to = 0;
    for (int top = 0; top < image.dim(0); top += patch) {
      for (int left = 0; left < width; left += run) {
        for (int y = 0; y < patch; y++) {
          copy.run(0, (top + y) * width + left, to, run);
          to += run;
        }
      }
    }
  }
}
