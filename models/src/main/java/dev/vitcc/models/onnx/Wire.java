package dev.vitcc.models.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The fields of one protobuf message, one after the other.
///
/// Source: Protocol Buffers, "Encoding". Every length is held against what is left of the message
/// before anything is read or allocated; nothing is copied but texts.
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int LONGEST_TEXT = 1 << 16;
  private static final int VARINT_BYTES = 10;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment message;
  private long at;
  private int field;
  private int type;
  private long number;
  private MemorySegment bytes = MemorySegment.NULL;

  /// What is wrong with a message.
  static final class Malformed extends RuntimeException {
    Malformed(String message) {
      super(message);
    }
  }

  Wire(MemorySegment message) {
    this.message = message;
  }

  /// Reads the next field; false at the end of the message.
  ///
  /// @throws Malformed if the rest of the message is no field
  boolean next() {
    if (at == message.byteSize()) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    type = (int) (key & 7);
    if (key >>> 3 == 0 || key >>> 3 > 1 << 29) {
      throw new Malformed("there is no field " + Long.toUnsignedString(key >>> 3));
    }
    switch (type) {
      case VARINT -> number = varint();
      case FIXED64 -> number = message.get(LONG, take(Long.BYTES));
      case FIXED32 -> number = message.get(INT, take(Integer.BYTES));
      case BYTES -> {
        long length = varint();
        bytes = message.asSlice(take(length), length);
      }
      default -> throw new Malformed("field " + field + " has wire type " + type);
    }
    return true;
  }

  int field() {
    return field;
  }

  /// A whole number.
  long number() {
    expect(VARINT);
    return number;
  }

  float real() {
    expect(FIXED32);
    return Float.intBitsToFloat((int) number);
  }

  /// A message, or bytes.
  MemorySegment bytes() {
    expect(BYTES);
    return bytes;
  }

  String text() {
    expect(BYTES);
    if (bytes.byteSize() > LONGEST_TEXT) {
      throw new Malformed("a name or text has " + bytes.byteSize() + " bytes, too many");
    }
    return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /// Adds the whole numbers of a repeated field, packed or one by one.
  void numbers(List<Long> to, int most) {
    if (type == VARINT) {
      add(to, number, most);
      return;
    }
    expect(BYTES);
    Wire packed = new Wire(bytes);
    while (packed.at < bytes.byteSize()) {
      add(to, packed.varint(), most);
    }
  }

  /// Adds the single-precision numbers of a repeated field, packed or one by one.
  void reals(List<Float> to, int most) {
    if (type == FIXED32) {
      add(to, real(), most);
      return;
    }
    expect(BYTES);
    Wire packed = new Wire(bytes);
    while (packed.at < bytes.byteSize()) {
      add(to, Float.intBitsToFloat(bytes.get(INT, packed.take(Integer.BYTES))), most);
    }
  }

  private static <T> void add(List<T> to, T value, int most) {
    if (to.size() == most) {
      throw new Malformed("a list has more than " + most + " numbers");
    }
    to.add(value);
  }

  private void expect(int expected) {
    if (type != expected) {
      throw new Malformed(
          "field %d has wire type %d, expected %d".formatted(field, type, expected));
    }
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES; i++) {
      byte next = message.get(ValueLayout.JAVA_BYTE, take(1));
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new Malformed("a number has more than " + VARINT_BYTES + " bytes");
  }

  /// Where the next bytes are, so many of which must be left.
  private long take(long length) {
    if (length < 0 || length > message.byteSize() - at) {
      throw new Malformed(
          "%s bytes are claimed, %d are left"
              .formatted(Long.toUnsignedString(length), message.byteSize() - at));
    }
    long from = at;
    at += length;
    return from;
  }
}
