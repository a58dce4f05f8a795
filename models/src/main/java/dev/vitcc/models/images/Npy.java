package dev.vitcc.models.images;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A NumPy array file (.npy, versions 1 to 3), mapped into memory; elements are read when asked
/// for.
///
/// Source: NumPy, `numpy/lib/format.py`.
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 16;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MappedFile mapped;
  private final String file;
  private final NpyType type;
  private final List<Integer> shape;
  private final MemorySegment data;

  private Npy(MappedFile mapped, NpyHeader header, MemorySegment data) {
    this.mapped = mapped;
    this.file = mapped.name();
    this.type = header.type();
    this.shape = header.shape().stream().map(Math::toIntExact).toList();
    this.data = data;
  }

  /// Whether a file starts as a .npy file does.
  static boolean is(MappedFile file) {
    return MemorySegment.ofArray(file.start(MAGIC.length)).mismatch(MemorySegment.ofArray(MAGIC))
        == -1;
  }

  /// Opens a file and holds its header against its size.
  ///
  /// @throws CompileException if it can't be read, is malformed, or of a type that vitcc doesn't
  ///   read
  public static Npy open(Path path) {
    return of(MappedFile.open(path));
  }

  static Npy of(MappedFile file) {
    return file.read(() -> checked(file));
  }

  private static Npy checked(MappedFile file) {
    String name = file.name();
    if (!is(file)) {
      throw NpyHeader.malformed(name, "the file doesn't start with \\x93NUMPY");
    }
    if (file.size() < 12) {
      throw NpyHeader.malformed(name, "the file ends within its header");
    }
    int version = file.bytes().get(ValueLayout.JAVA_BYTE, 6);
    if (version < 1 || version > 3) {
      throw NpyHeader.malformed(name, "the file has version " + version + ", expected 1, 2 or 3");
    }
    int start = version == 1 ? 10 : 12;
    long length =
        version == 1
            ? file.bytes().get(SHORT, 8) & 0xffffL
            : file.bytes().get(INT, 8) & 0xffff_ffffL;
    if (length > MOST_HEADER || length > file.size() - start) {
      throw NpyHeader.malformed(
          name,
          "the header claims %d bytes, the file has %d and the most is %d"
              .formatted(length, file.size(), MOST_HEADER));
    }
    byte[] text = file.bytes().asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
    NpyHeader header = NpyHeader.parse(name, new String(text, StandardCharsets.UTF_8));
    MemorySegment data = file.bytes().asSlice(start + length);
    checkSize(name, header, data.byteSize());
    return new Npy(file, header, data);
  }

  private static void checkSize(String name, NpyHeader header, long bytes) {
    long needed = header.type().bytes();
    try {
      for (long extent : header.shape()) {
        needed = Math.multiplyExact(needed, extent);
      }
    } catch (ArithmeticException e) {
      throw NpyHeader.malformed(
          name, "the shape " + header.shape() + " has more elements than 64 bits can count");
    }
    if (needed != bytes) {
      throw NpyHeader.malformed(
          name,
          "%s%s needs %d bytes, the file has %d after its header"
              .formatted(header.type().descr(), header.shape(), needed, bytes));
    }
    if (header.shape().stream().anyMatch(extent -> extent > Integer.MAX_VALUE)) {
      throw NpyHeader.malformed(name, "the shape " + header.shape() + " is too large");
    }
  }

  /// The file as the user named it.
  public String file() {
    return file;
  }

  NpyType type() {
    return type;
  }

  public List<Integer> shape() {
    return shape;
  }

  /// All values of a float32 array, row by row.
  ///
  /// @throws CompileException if it has another element type
  public float[] floats() {
    if (type != NpyType.FLOAT32) {
      throw wrongContent("expected float32");
    }
    return floats(0, Math.toIntExact(data.byteSize() / 4));
  }

  float[] floats(long from, int count) {
    return mapped.read(
        () -> {
          float[] values = new float[count];
          MemorySegment.copy(data, FLOAT, 4 * from, values, 0, count);
          return values;
        });
  }

  byte[] bytes(long from, int count) {
    return mapped.read(() -> data.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE));
  }

  /// The integer at a place of an array of integers.
  long integer(long index) {
    return mapped.read(
        () ->
            switch (type) {
              case UINT8 -> (long) (data.get(ValueLayout.JAVA_BYTE, index) & 0xff);
              case INT32 -> (long) data.get(INT, 4 * index);
              case INT64 -> data.get(LONG, 8 * index);
              case FLOAT32 -> throw new IllegalStateException("not integers");
            });
  }

  CompileException wrongContent(String expected) {
    return new CompileException(
        ModelsCode.NPY_CONTENT.in(
            file, "the array is %s%s, %s".formatted(type.descr(), shape, expected)));
  }
}
