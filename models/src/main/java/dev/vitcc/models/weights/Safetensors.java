package dev.vitcc.models.weights;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A safetensors file: the header is checked when it is opened, a tensor is read when it is asked
/// for.
///
/// The file is mapped, so size is no limit, and unmapped when nothing refers to it any more. The
/// checks are those of the format's own reader (github.com/huggingface/safetensors,
/// `safetensors/src/tensor.rs`): at most 100 MB of header, no name twice, byte ranges that cover
/// the data exactly.
public final class Safetensors {
  static final long MAX_HEADER = 100_000_000;
  private static final int LENGTH_BYTES = 8;
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MappedFile mapped;
  private final String file;
  private final MemorySegment data;
  private final SequencedMap<String, StoredTensor> tensors;
  private final Map<String, String> metadata;

  private Safetensors(MappedFile mapped, MemorySegment data, SafetensorsHeader.Content header) {
    this.mapped = mapped;
    this.file = mapped.name();
    this.data = data;
    this.tensors = Collections.unmodifiableSequencedMap(header.tensors());
    this.metadata = Collections.unmodifiableMap(header.metadata());
  }

  /// Opens a file and checks its header.
  ///
  /// @throws CompileException if the file can't be read, or breaks a rule of the format
  public static Safetensors open(Path path) {
    MappedFile mapped = MappedFile.open(path);
    return mapped.read(() -> of(mapped));
  }

  private static Safetensors of(MappedFile mapped) {
    String file = mapped.name();
    if (mapped.size() < LENGTH_BYTES) {
      throw SafetensorsHeader.malformed(
          file, "the file has " + mapped.size() + " bytes, too few for the length of a header");
    }
    long length = mapped.bytes().get(LENGTH, 0);
    if (length < 0 || length > MAX_HEADER) {
      throw SafetensorsHeader.malformed(
          file,
          "the header claims "
              + Long.toUnsignedString(length)
              + " bytes, the most is "
              + MAX_HEADER);
    }
    if (length > mapped.size() - LENGTH_BYTES) {
      throw SafetensorsHeader.malformed(
          file, "the header claims " + length + " bytes, the file has " + mapped.size());
    }
    byte[] header = mapped.bytes().asSlice(LENGTH_BYTES, length).toArray(ValueLayout.JAVA_BYTE);
    if (length == 0 || header[0] != '{') {
      throw SafetensorsHeader.malformed(file, "the header doesn't start with '{'");
    }
    SafetensorsHeader.Content content =
        SafetensorsHeader.parse(file, new ByteArrayInputStream(header));
    MemorySegment data = mapped.bytes().asSlice(LENGTH_BYTES + length);
    checkRanges(file, content.tensors(), data.byteSize());
    return new Safetensors(mapped, data, content);
  }

  /// The file as the user named it.
  public String file() {
    return file;
  }

  /// What is in the file, by name, in the order of the header.
  public SequencedMap<String, StoredTensor> tensors() {
    return tensors;
  }

  /// The free text that the writer left, often `format` = `pt`.
  public Map<String, String> metadata() {
    return metadata;
  }

  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// Reads one tensor, row by row, as single precision.
  ///
  /// @throws CompileException if its element type is not one that weights have
  /// @throws IllegalArgumentException if there is no such tensor
  public float[] read(String name) {
    StoredTensor tensor =
        find(name).orElseThrow(() -> new IllegalArgumentException("no tensor '" + name + "'"));
    float[] values = new float[arrayLength(tensor)];
    read(tensor, values, 0);
    return values;
  }

  /// Reads one tensor into a larger array.
  void read(StoredTensor tensor, float[] into, int at) {
    if (!tensor.type().readable()) {
      throw new CompileException(ModelsCode.ELEMENT_TYPE.in(file, elementTypeMessage(tensor)));
    }
    MemorySegment bytes = data.asSlice(tensor.begin(), tensor.end() - tensor.begin());
    mapped.read(
        () -> {
          tensor.type().convert(bytes, into, at, arrayLength(tensor));
          return into;
        });
  }

  static String elementTypeMessage(StoredTensor tensor) {
    return "tensor '%s' has element type %s, expected F32, F16 or BF16"
        .formatted(tensor.name(), tensor.type());
  }

  private int arrayLength(StoredTensor tensor) {
    long size = tensor.size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new CompileException(
          ModelsCode.TENSOR_SHAPE.in(
              file, "tensor '%s' has %d elements, too many".formatted(tensor.name(), size)));
    }
    return (int) size;
  }

  private static void checkRanges(
      String file, SequencedMap<String, StoredTensor> tensors, long bytes) {
    for (StoredTensor tensor : tensors.values()) {
      checkRange(file, tensor, bytes);
    }
    List<StoredTensor> byPlace =
        tensors.values().stream()
            .sorted(
                Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end))
            .toList();
    long covered = 0;
    String before = "the header";
    for (StoredTensor tensor : byPlace) {
      if (tensor.begin() < covered) {
        throw layout(file, "tensor '%s' overlaps %s".formatted(tensor.name(), before));
      }
      if (tensor.begin() > covered) {
        throw layout(file, hole(covered, tensor.begin(), "before tensor '" + tensor.name() + "'"));
      }
      covered = tensor.end();
      before = "tensor '" + tensor.name() + "'";
    }
    if (covered != bytes) {
      throw layout(file, hole(covered, bytes, "at the end of the file"));
    }
  }

  private static void checkRange(String file, StoredTensor tensor, long bytes) {
    long begin = tensor.begin();
    long end = tensor.end();
    if (begin > end || end > bytes) {
      throw layout(
          file,
          "tensor '%s' lies at bytes %d to %d, the data has %d bytes"
              .formatted(tensor.name(), begin, end, bytes));
    }
    long bits;
    try {
      bits = Math.multiplyExact(tensor.size(), (long) tensor.type().bits());
    } catch (ArithmeticException e) {
      throw layout(
          file,
          "tensor '%s' has shape %s, more elements than 64 bits can count"
              .formatted(tensor.name(), tensor.shape()));
    }
    if (bits != 8 * (end - begin)) {
      throw layout(
          file,
          "tensor '%s', %s%s, needs %d bytes and has %d"
              .formatted(
                  tensor.name(), tensor.type(), tensor.shape(), (bits + 7) / 8, end - begin));
    }
  }

  private static String hole(long from, long to, String where) {
    return "%d bytes %s belong to no tensor".formatted(to - from, where);
  }

  private static CompileException layout(String file, String message) {
    return new CompileException(ModelsCode.SAFETENSORS_LAYOUT.in(file, message));
  }
}
