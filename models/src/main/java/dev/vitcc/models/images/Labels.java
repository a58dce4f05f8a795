package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;

/// Reads the class of each image: .npy of int64, int32 or uint8, or IDX.
public final class Labels {
  private Labels() {}

  /// Reads labels.
  ///
  /// @param count how many images there are
  /// @param classes how many classes the model tells apart
  /// @throws CompileException if they can't be read, are more or fewer, or one is not a class
  public static int[] read(Path path, int count, int classes) {
    MappedFile file = MappedFile.open(path);
    if (Npy.is(file)) {
      Npy npy = Npy.of(file);
      if (npy.type() == NpyType.FLOAT32) {
        throw npy.wrongContent("expected labels of int64, int32 or uint8");
      }
      return check(new Stored(npy.file(), npy.shape(), npy::integer), count, classes);
    }
    if (Idx.is(file)) {
      Idx idx = Idx.of(file);
      return check(
          new Stored(idx.file(), idx.shape(), i -> idx.bytes(i, 1)[0] & 0xff), count, classes);
    }
    throw new CompileException(
        ModelsCode.LABELS.in(file.name(), "the labels are neither .npy nor IDX"));
  }

  private record Stored(String file, List<Integer> shape, IntToLongFunction label) {}

  private static int[] check(Stored stored, int count, int classes) {
    if (stored.shape().size() != 1) {
      throw bad(stored, "the labels have shape " + stored.shape() + ", expected one axis");
    }
    if (stored.shape().getFirst() != count) {
      throw bad(
          stored, "there are %d labels for %d images".formatted(stored.shape().getFirst(), count));
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      long label = stored.label().applyAsLong(i);
      if (label < 0 || label >= classes) {
        throw bad(
            stored,
            "label %d is %d, the model has classes 0 to %d".formatted(i, label, classes - 1));
      }
      labels[i] = (int) label;
    }
    return labels;
  }

  private static CompileException bad(Stored stored, String message) {
    return new CompileException(ModelsCode.LABELS.in(stored.file(), message));
  }
}
