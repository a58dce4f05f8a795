package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.Collections;
import java.util.List;

/// `y = (scale * byte - mean[c]) / std[c]` over `u8[h,w,c]`.
public record Normalize(double scale, List<Double> mean, List<Double> std) implements TensorOp {
  public Normalize {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /// The one that only makes reals of bytes.
  public static Normalize identity(int channels) {
    return new Normalize(1, Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
  }

  public boolean isIdentity() {
    return equals(identity(mean.size()));
  }

  @Override
  public String mnemonic() {
    return "normalize";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType image = in.get(0);
    Infer.rank(this, "the image", image, 3);
    Infer.element(this, "the image", image, ElementType.U8);
    Infer.extent(this, "numbers of channels and means", image.dim(2), mean.size());
    Infer.extent(this, "numbers of channels and deviations", image.dim(2), std.size());
    return image.withElement(ElementType.F32);
  }
}
