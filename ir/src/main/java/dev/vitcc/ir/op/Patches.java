package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;

/// How an image `[h,w,c]` divides into square patches.
final class Patches {
  private Patches() {}

  static int count(TensorOp op, TensorType image, int patch) {
    if (patch < 1 || image.dim(0) % patch != 0 || image.dim(1) % patch != 0) {
      throw new ShapeException(
          op.mnemonic()
              + ": the image of "
              + image.dim(0)
              + " x "
              + image.dim(1)
              + " pixels does not divide into patches of "
              + patch
              + " x "
              + patch);
    }
    return (image.dim(0) / patch) * (image.dim(1) / patch);
  }
}
