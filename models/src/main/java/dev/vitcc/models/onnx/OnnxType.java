package dev.vitcc.models.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// An element type: `TensorProto.DataType`.
public enum OnnxType {
  FLOAT(1, 32),
  UINT8(2, 8),
  INT8(3, 8),
  UINT16(4, 16),
  INT16(5, 16),
  INT32(6, 32),
  INT64(7, 64),
  BOOL(9, 8),
  FLOAT16(10, 16),
  DOUBLE(11, 64),
  UINT32(12, 32),
  UINT64(13, 64),
  BFLOAT16(16, 16),
  UINT4(21, 4),
  INT4(22, 4);

  private static final ValueLayout.OfFloat F32 = little(ValueLayout.JAVA_FLOAT_UNALIGNED);
  private static final ValueLayout.OfDouble F64 =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort I16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt I32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong I64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int number;
  private final int bits;

  OnnxType(int number, int bits) {
    this.number = number;
    this.bits = bits;
  }

  private static ValueLayout.OfFloat little(ValueLayout.OfFloat layout) {
    return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
  }

  /// The type that a file calls by this number.
  public static Optional<OnnxType> of(long number) {
    for (OnnxType type : values()) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  public int bits() {
    return bits;
  }

  /// Whether it holds real numbers.
  public boolean isReal() {
    return switch (this) {
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> true;
      case UINT8, INT8, UINT16, INT16, INT32, INT64, BOOL, UINT32, UINT64, UINT4, INT4 -> false;
    };
  }

  /// The least code of an integer type.
  public double least() {
    return switch (this) {
      case INT4, INT8, INT16, INT32, INT64 -> -Math.scalb(1.0, bits - 1);
      case UINT4, UINT8, UINT16, UINT32, UINT64, BOOL -> 0;
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> Double.NEGATIVE_INFINITY;
    };
  }

  /// The greatest code of an integer type.
  public double greatest() {
    return switch (this) {
      case INT4, INT8, INT16, INT32, INT64 -> Math.scalb(1.0, bits - 1) - 1;
      case UINT4, UINT8, UINT16, UINT32, UINT64 -> Math.scalb(1.0, bits) - 1;
      case BOOL -> 1;
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> Double.POSITIVE_INFINITY;
    };
  }

  /// Element `i` of packed elements; whole numbers beyond 2^53 are rounded.
  double read(MemorySegment data, long i) {
    return switch (this) {
      case FLOAT -> data.get(F32, 4 * i);
      case DOUBLE -> data.get(F64, 8 * i);
      case FLOAT16 -> Float.float16ToFloat(data.get(I16, 2 * i));
      case BFLOAT16 -> Float.intBitsToFloat(data.get(I16, 2 * i) << 16);
      case INT8 -> data.get(ValueLayout.JAVA_BYTE, i);
      case UINT8, BOOL -> data.get(ValueLayout.JAVA_BYTE, i) & 0xff;
      case INT16 -> data.get(I16, 2 * i);
      case UINT16 -> data.get(I16, 2 * i) & 0xffff;
      case INT32 -> data.get(I32, 4 * i);
      case UINT32 -> data.get(I32, 4 * i) & 0xffff_ffffL;
      case INT64, UINT64 -> data.get(I64, 8 * i);
      case UINT4 -> nibble(data, i);
      case INT4 -> (nibble(data, i) ^ 8) - 8;
    };
  }

  /// The first of two is in the lower half.
  private static int nibble(MemorySegment data, long i) {
    return (data.get(ValueLayout.JAVA_BYTE, i >> 1) >> (4 * (i & 1))) & 15;
  }
}
