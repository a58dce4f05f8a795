package dev.vitcc.reference;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.data.TensorData.Bytes;
import dev.vitcc.ir.data.TensorData.Reals;
import dev.vitcc.ir.data.TensorData.Shorts;
import dev.vitcc.ir.data.TensorData.Words;

/// Integers of any width up to 32 bits, widened so that ops need not care how they are stored.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record IntTensor(TensorType type, int[] values) {
  /// Checks that there are as many values as the type says, and each within it.
  ///
  /// @throws IllegalStateException if not: then an op or a width is wrong
  static IntTensor checked(TensorType type, int[] values) {
    if (!(type.element() instanceof ElementType.Int element) || type.size() != values.length) {
      throw new IllegalStateException(values.length + " values are not " + type);
    }
    int min = 0;
    int max = 0;
    for (int value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (min < element.min() || max > element.max()) {
      throw new IllegalStateException("values from " + min + " to " + max + " are not " + element);
    }
    return new IntTensor(type, values);
  }

  /// @throws IllegalArgumentException if the data is real
  static IntTensor of(TensorData data) {
    int[] values =
        switch (data) {
          case Bytes bytes -> widen(bytes);
          case Shorts shorts -> widen(shorts);
          case Words words -> words.values();
          case Reals reals -> throw new IllegalArgumentException(reals.type() + " is not integer");
        };
    return new IntTensor(data.type(), values);
  }

  /// The same values in the narrowest array that holds them.
  TensorData data() {
    int bits = ((ElementType.Int) type.element()).bits();
    if (bits <= 8) {
      byte[] bytes = new byte[values.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) values[i];
      }
      return new Bytes(type, bytes);
    }
    if (bits <= 16) {
      short[] shorts = new short[values.length];
      for (int i = 0; i < shorts.length; i++) {
        shorts[i] = (short) values[i];
      }
      return new Shorts(type, shorts);
    }
    return new Words(type, values);
  }

  private static int[] widen(Bytes bytes) {
    int mask = isSigned(bytes.type()) ? -1 : 0xff;
    int[] values = new int[bytes.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.values()[i] & mask;
    }
    return values;
  }

  private static int[] widen(Shorts shorts) {
    int mask = isSigned(shorts.type()) ? -1 : 0xffff;
    int[] values = new int[shorts.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = shorts.values()[i] & mask;
    }
    return values;
  }

  private static boolean isSigned(TensorType type) {
    return type.element() instanceof ElementType.Int element && element.signed();
  }
}
