package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// Bytes of an image as a matrix with a row per patch: `u8[h,w,c] → u8[leading + n, p*p*c]`.
///
/// The first `leadingRows` rows (those of the class and distillation tokens) are zero. Within a row
/// the order is (y, x, channel), as the bytes lie in memory.
public record ExtractPatches(int patch, int leadingRows) implements TensorOp {
  @Override
  public String mnemonic() {
    return "extract_patches";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType image = in.get(0);
    Infer.rank(this, "the image", image, 3);
    Infer.element(this, "the image", image, ElementType.U8);
    int patches = Patches.count(this, image, patch);
    if (leadingRows < 0) {
      throw new ShapeException("extract_patches: leading rows must be 0 or more: " + leadingRows);
    }
    return TensorType.of(
        ElementType.U8,
        Math.addExact(leadingRows, patches),
        Math.multiplyExact(Math.multiplyExact(patch, patch), image.dim(2)));
  }
}
