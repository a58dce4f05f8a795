package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// A convolution with stride = kernel = `patch`: `(f32[h,w,c], f32[d,c,p,p], f32[d]) → f32[n,d]`.
///
/// Patches are in raster order.
public record PatchEmbed(int patch) implements TensorOp {
  @Override
  public String mnemonic() {
    return "patch_embed";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 3);
    TensorType image = in.get(0);
    TensorType weight = in.get(1);
    Infer.rank(this, "the image", image, 3);
    Infer.real(this, "the image", image);
    Infer.rank(this, "the weight", weight, 4);
    Infer.vector(this, "the bias", in.get(2), weight.dim(0));
    Infer.extent(this, "channels of image and weight", image.dim(2), weight.dim(1));
    Infer.extent(this, "patch and kernel height", patch, weight.dim(2));
    Infer.extent(this, "patch and kernel width", patch, weight.dim(3));
    int patches = Patches.count(this, image, patch);
    return TensorType.of(image.element(), patches, weight.dim(0));
  }
}
