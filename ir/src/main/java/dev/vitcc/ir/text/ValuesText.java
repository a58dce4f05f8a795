package dev.vitcc.ir.text;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import java.util.Locale;
import java.util.function.IntFunction;

/// Prints and reads the values of one parameter, such as `values @norm.weight = [1.0, 2.0]`.
final class ValuesText {
  private static final int MOST_REPEATED = 1 << 26;

  private ValuesText() {}

  static void print(String key, TensorData data, StringBuilder out) {
    out.append("values @").append(spelling(key)).append(" = ");
    values(data, out);
  }

  /// As `print`, with the type, for values that no parameter of the graph has.
  static void printTyped(String key, TensorData data, StringBuilder out) {
    out.append("values @").append(spelling(key)).append(" : ").append(data.type()).append(" = ");
    values(data, out);
  }

  private static String spelling(String key) {
    boolean plain = !key.isEmpty() && Lexer.isNameStart(key.charAt(0));
    plain &= key.chars().allMatch(c -> Lexer.isNamePart((char) c));
    return plain ? key : Quoted.quote(key);
  }

  private static void values(TensorData data, StringBuilder out) {
    switch (data) {
      case TensorData.Reals reals ->
          print(reals.values().length, i -> real(reals.values()[i]), out);
      case TensorData.Bytes bytes -> print(bytes.values().length, i -> integer(bytes, i), out);
      case TensorData.Shorts shorts ->
          print(shorts.values().length, i -> Short.toString(shorts.values()[i]), out);
      case TensorData.Words words ->
          print(words.values().length, i -> Integer.toString(words.values()[i]), out);
    }
    out.append('\n');
  }

  private static void print(int length, IntFunction<String> value, StringBuilder out) {
    String first = value.apply(0);
    boolean all = length > 1;
    for (int i = 1; i < length && all; i++) {
      all = value.apply(i).equals(first);
    }
    if (all) {
      out.append(first);
      return;
    }
    out.append('[').append(first);
    for (int i = 1; i < length; i++) {
      out.append(", ").append(value.apply(i));
    }
    out.append(']');
  }

  private static String integer(TensorData.Bytes bytes, int i) {
    byte value = bytes.values()[i];
    boolean signed = !(bytes.type().element() instanceof ElementType.Int type) || type.signed();
    return Integer.toString(signed ? value : Byte.toUnsignedInt(value));
  }

  private static String real(float value) {
    return Float.isFinite(value)
        ? Float.toString(value).toLowerCase(Locale.ROOT)
        : AttributeText.real(value);
  }

  /// Reads a list of as many values as the type has elements, or one value for all of them.
  static TensorData read(Token key, TensorType type, TokenStream tokens) {
    int size = Math.toIntExact(type.size());
    return switch (type.element()) {
      case ElementType.Real real -> new TensorData.Reals(type, reals(key, type, size, tokens));
      case ElementType.Int integer -> {
        if (integer.max() > Integer.MAX_VALUE || integer.bits() == 64) {
          throw tokens.error(IrCode.VALUES, key, "no values are held of type " + type);
        }
        long[] values = integers(key, integer, type, size, tokens);
        yield pack(type, integer, values);
      }
    };
  }

  private static TensorData pack(TensorType type, ElementType.Int element, long[] values) {
    if (element.bits() <= 8) {
      byte[] bytes = new byte[values.length];
      for (int i = 0; i < values.length; i++) {
        bytes[i] = (byte) values[i];
      }
      return new TensorData.Bytes(type, bytes);
    }
    if (element.max() <= Short.MAX_VALUE) {
      short[] shorts = new short[values.length];
      for (int i = 0; i < values.length; i++) {
        shorts[i] = (short) values[i];
      }
      return new TensorData.Shorts(type, shorts);
    }
    int[] words = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      words[i] = (int) values[i];
    }
    return new TensorData.Words(type, words);
  }

  private static float[] reals(Token key, TensorType type, int size, TokenStream tokens) {
    boolean list = opens(key, type, size, tokens);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = list || i == 0 ? (float) element(i, key, type, tokens) : values[0];
    }
    closes(list, key, type, tokens);
    return values;
  }

  private static double element(int i, Token key, TensorType type, TokenStream tokens) {
    separator(i, key, type, tokens);
    Token start = tokens.peek();
    double value = tokens.expectDouble("a value");
    if (Double.isFinite(value) && !Float.isFinite((float) value)) {
      throw tokens.error(
          IrCode.NUMBER_RANGE, start, "a value is beyond single precision: " + start.text());
    }
    return value;
  }

  private static long[] integers(
      Token key, ElementType.Int element, TensorType type, int size, TokenStream tokens) {
    boolean list = opens(key, type, size, tokens);
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      if (list || i == 0) {
        separator(i, key, type, tokens);
        values[i] = tokens.expectLong("a value of " + element, element.min(), element.max());
      } else {
        values[i] = values[0];
      }
    }
    closes(list, key, type, tokens);
    return values;
  }

  private static boolean opens(Token key, TensorType type, int size, TokenStream tokens) {
    boolean list = tokens.accept("[");
    // Before any memory is taken: a list as long as the type says takes two characters a value.
    if (list && size > 1 && tokens.remaining() < 2L * size - 1) {
      throw tokens.error(IrCode.VALUES, key, type + " needs " + size + " values, found fewer");
    }
    if (!list && size > MOST_REPEATED) {
      throw tokens.error(
          IrCode.VALUES, key, "one number stands for at most " + MOST_REPEATED + " values");
    }
    return list;
  }

  private static void separator(int i, Token key, TensorType type, TokenStream tokens) {
    if (i > 0 && !tokens.accept(",")) {
      String found = tokens.peek().isPunctuation("]") ? i + " values" : tokens.peek().described();
      throw tokens.error(
          IrCode.VALUES, key, type + " needs " + type.size() + " values, found " + found);
    }
  }

  private static void closes(boolean list, Token key, TensorType type, TokenStream tokens) {
    if (list && tokens.peek().isPunctuation(",")) {
      throw tokens.error(
          IrCode.VALUES, key, type + " needs " + type.size() + " values, found more");
    }
    if (list) {
      tokens.expect("]");
    }
  }
}
