package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// An IDX file of unsigned bytes, the format of MNIST.
///
/// Source: yann.lecun.com/exdb/mnist, "The IDX file format".
record Idx(MappedFile mapped, List<Integer> shape, MemorySegment data) {
  private static final int UNSIGNED_BYTES = 8;
  private static final int MOST_AXES = 4;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// Whether a file starts as an IDX file does.
  static boolean is(MappedFile file) {
    byte[] start = file.start(4);
    return start.length == 4
        && start[0] == 0
        && start[1] == 0
        && start[2] >= UNSIGNED_BYTES
        && start[2] <= 14
        && start[3] >= 0;
  }

  /// Reads the extents and holds them against the size of the file.
  ///
  /// @throws CompileException if the file is malformed or not of unsigned bytes
  static Idx of(MappedFile file) {
    return file.read(() -> checked(file));
  }

  private static Idx checked(MappedFile file) {
    String name = file.name();
    byte[] start = file.start(4);
    if (start[2] != UNSIGNED_BYTES) {
      throw bad(name, "the elements have type %d, expected 8, unsigned bytes".formatted(start[2]));
    }
    int axes = start[3];
    if (axes < 1 || axes > MOST_AXES) {
      throw bad(name, "the file has %d axes, expected 1 to %d".formatted(axes, MOST_AXES));
    }
    long header = 4 + 4L * axes;
    if (file.size() < header) {
      throw bad(name, "the file ends within its header");
    }
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (int axis = 0; axis < axes; axis++) {
      int extent = file.bytes().get(INT, 4 + 4L * axis);
      if (extent < 0) {
        throw bad(
            name,
            "axis %d has extent %s, too many".formatted(axis, Integer.toUnsignedString(extent)));
      }
      shape.add(extent);
      // Beyond the file the product is saturated: only its being too large matters.
      size = size > file.size() ? size : size * extent;
    }
    if (size != file.size() - header) {
      throw bad(
          name,
          "the extents %s don't fit the %d bytes after the header"
              .formatted(shape, file.size() - header));
    }
    return new Idx(file, List.copyOf(shape), file.bytes().asSlice(header));
  }

  byte[] bytes(long from, int count) {
    return mapped.read(() -> data.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE));
  }

  String file() {
    return mapped.name();
  }

  private static CompileException bad(String file, String message) {
    return new CompileException(ModelsCode.IDX_FILE.in(file, message));
  }
}
