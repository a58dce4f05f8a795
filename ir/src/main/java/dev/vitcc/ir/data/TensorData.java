package dev.vitcc.ir.data;

import dev.vitcc.ir.TensorType;

/// The values of a tensor, row-major, in the narrowest array that holds them.
///
/// The arrays are shared, not copied: nobody writes to them.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying weights would double memory
public sealed interface TensorData {
  TensorType type();

  /// Reals.
  record Reals(TensorType type, float[] values) implements TensorData {
    public Reals {
      check(type, values.length);
    }
  }

  /// Integers of at most 8 bits; unsigned ones as the bytes they are.
  record Bytes(TensorType type, byte[] values) implements TensorData {
    public Bytes {
      check(type, values.length);
    }
  }

  /// Integers of 9 to 16 bits, signed.
  record Shorts(TensorType type, short[] values) implements TensorData {
    public Shorts {
      check(type, values.length);
    }
  }

  /// Integers of 17 to 32 bits, signed.
  record Words(TensorType type, int[] values) implements TensorData {
    public Words {
      check(type, values.length);
    }
  }

  private static void check(TensorType type, int length) {
    if (type.size() != length) {
      throw new IllegalArgumentException(type + " needs " + type.size() + " values, not " + length);
    }
  }
}
