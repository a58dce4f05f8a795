package dev.vitcc.models.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// An element type of the safetensors format, with its width; weights are read from three of them.
public enum StoredType {
  F32(32),
  F16(16),
  BF16(16),
  F64(64),
  F8_E4M3(8),
  F8_E5M2(8),
  F8_E8M0(8),
  F8_E4M3FNUZ(8),
  F8_E5M2FNUZ(8),
  F6_E2M3(6),
  F6_E3M2(6),
  F4(4),
  I64(64),
  I32(32),
  I16(16),
  I8(8),
  U64(64),
  U32(32),
  U16(16),
  U8(8),
  BOOL(8),
  C64(64);

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bits;

  StoredType(int bits) {
    this.bits = bits;
  }

  public int bits() {
    return bits;
  }

  /// Whether weights are read from tensors of this type.
  public boolean readable() {
    return switch (this) {
      case F32, F16, BF16 -> true;
      case F64, F8_E4M3, F8_E5M2, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, F6_E2M3, F6_E3M2, F4 -> false;
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL, C64 -> false;
    };
  }

  /// Converts elements to single precision, which is exact for every readable type.
  void convert(MemorySegment from, float[] to, int at, int count) {
    switch (this) {
      case F32 -> MemorySegment.copy(from, FLOAT, 0, to, at, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.float16ToFloat(from.get(SHORT, 2L * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.intBitsToFloat(from.get(SHORT, 2L * i) << 16);
        }
      }
      case F64, F8_E4M3, F8_E5M2, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, F6_E2M3, F6_E3M2, F4 ->
          throw new IllegalStateException("not readable: " + this);
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL, C64 ->
          throw new IllegalStateException("not readable: " + this);
    }
  }
}
