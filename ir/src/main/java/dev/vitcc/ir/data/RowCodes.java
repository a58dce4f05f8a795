package dev.vitcc.ir.data;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.Optional;

/// The codes of a quantised weight matrix, kept beside the parameter that holds its values.
///
/// @param codes row-major, within ±127
/// @param scales one a row: weight = code · scale
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RowCodes(byte[] codes, float[] scales) {

  /// The codes of the matrix under `key`, if its formats have fewer than 8 bits.
  public static Optional<RowCodes> of(Parameters parameters, String key) {
    if (!parameters.has(codesKey(key))
        || !(parameters.get(codesKey(key)) instanceof TensorData.Bytes codes)) {
      return Optional.empty();
    }
    return Optional.of(new RowCodes(codes.values(), parameters.reals(scalesKey(key))));
  }

  /// The parameters, and these codes beside the matrix under `key`.
  public Parameters beside(Parameters parameters, String key) {
    TensorType codesType =
        TensorType.of(ElementType.I8, scales.length, codes.length / scales.length);
    TensorType scalesType = TensorType.of(ElementType.F32, scales.length);
    return parameters
        .with(codesKey(key), new TensorData.Bytes(codesType, codes))
        .with(scalesKey(key), new TensorData.Reals(scalesType, scales));
  }

  /// The values that the codes stand for.
  public float[] values() {
    float[] values = new float[codes.length];
    int columns = columns();
    for (int i = 0; i < values.length; i++) {
      values[i] = codes[i] * scales[i / columns];
    }
    return values;
  }

  /// The same matrix with some columns negated.
  public RowCodes withSigns(float[] signs) {
    boolean flips = false;
    for (float sign : signs) {
      flips |= sign < 0;
    }
    if (!flips) {
      return this;
    }
    byte[] flipped = codes.clone();
    for (int i = 0; i < flipped.length; i++) {
      flipped[i] *= (byte) (signs[i % signs.length] < 0 ? -1 : 1);
    }
    return new RowCodes(flipped, scales);
  }

  public int columns() {
    return codes.length / scales.length;
  }

  private static String codesKey(String key) {
    return "codes." + key;
  }

  private static String scalesKey(String key) {
    return "rowscales." + key;
  }
}
