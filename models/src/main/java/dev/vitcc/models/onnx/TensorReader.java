package dev.vitcc.models.onnx;

import dev.vitcc.models.onnx.Wire.Malformed;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a `TensorProto`, whichever of its ways of holding elements the writer took.
final class TensorReader {
  private static final int MOST_AXES = 32;
  private static final int MOST_LISTED = 1 << 28;
  private static final int EXTERNAL = 1;

  private final ExternalData external;

  TensorReader(ExternalData external) {
    this.external = external;
  }

  /// @throws Malformed if its elements aren't as many as its shape says, or of an unknown type
  OnnxTensor read(MemorySegment message) {
    Fields fields = new Fields();
    Wire wire = new Wire(message);
    while (wire.next()) {
      fields.take(wire);
    }
    String name = fields.name;
    long number = fields.type;
    OnnxType type =
        OnnxType.of(number)
            .orElseThrow(
                () ->
                    new Malformed(
                        "tensor '%s' has element type %d, which vitcc doesn't read"
                            .formatted(name, number)));
    List<Integer> shape = shape(name, fields.dims);
    long bytes = bytes(name, type, shape);
    MemorySegment data =
        fields.location == EXTERNAL
            ? external.find(name, fields.external, bytes)
            : fields.raw.byteSize() > 0 || bytes == 0 ? fields.raw : listed(type, fields);
    if (data.byteSize() != bytes) {
      throw new Malformed(
          "tensor '%s', %s%s, needs %d bytes and has %d"
              .formatted(name, type, shape, bytes, data.byteSize()));
    }
    return new OnnxTensor(name, type, shape, data);
  }

  private static final class Fields {
    private final List<Long> dims = new ArrayList<>();
    private final List<Float> reals = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final Map<String, String> external = new LinkedHashMap<>();
    private MemorySegment raw = MemorySegment.NULL;
    private String name = "";
    private long type;
    private long location;

    void take(Wire wire) {
      switch (wire.field()) {
        case 1 -> wire.numbers(dims, MOST_AXES);
        case 2 -> type = wire.number();
        case 3 -> throw new Malformed("a tensor comes in segments, which vitcc doesn't read");
        case 4 -> wire.reals(reals, MOST_LISTED);
        case 5, 7, 11 -> wire.numbers(numbers, MOST_LISTED);
        case 8 -> name = wire.text();
        case 9 -> raw = wire.bytes();
        case 13 -> entry(new Wire(wire.bytes()));
        case 14 -> location = wire.number();
        default -> {} // texts, doubles as lists: their bytes will be missed
      }
    }

    private void entry(Wire wire) {
      String key = "";
      String value = "";
      while (wire.next()) {
        if (wire.field() == 1) {
          key = wire.text();
        } else if (wire.field() == 2) {
          value = wire.text();
        }
      }
      external.put(key, value);
    }
  }

  private static List<Integer> shape(String name, List<Long> dims) {
    for (long extent : dims) {
      if (extent < 0 || extent > Integer.MAX_VALUE) {
        throw new Malformed("tensor '%s' has shape %s".formatted(name, dims));
      }
    }
    return dims.stream().map(Math::toIntExact).toList();
  }

  private static long bytes(String name, OnnxType type, List<Integer> shape) {
    long bits = type.bits();
    try {
      for (int extent : shape) {
        bits = Math.multiplyExact(bits, (long) extent);
      }
    } catch (ArithmeticException e) {
      throw new Malformed("tensor '%s' has shape %s, too many elements".formatted(name, shape));
    }
    return (bits >> 3) + ((bits & 7) == 0 ? 0 : 1);
  }

  /// Elements that come as a list of numbers, packed.
  private static MemorySegment listed(OnnxType type, Fields fields) {
    int width = Math.max(1, type.bits() / 8);
    int count = Math.max(fields.reals.size(), fields.numbers.size());
    ByteBuffer packed =
        ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
    fields.reals.forEach(packed::putFloat);
    for (long value : fields.reals.isEmpty() ? fields.numbers : List.<Long>of()) {
      switch (width) {
        case 1 -> packed.put((byte) value);
        case 2 -> packed.putShort((short) value);
        case 4 -> packed.putInt((int) value);
        default -> packed.putLong(value);
      }
    }
    return MemorySegment.ofBuffer(packed.flip());
  }
}
