package dev.vitcc.ir.text;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/// Reads tensor types such as `f32[17,48]`; they print as `TensorType.toString` has it.
public final class TypeText {
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE;
  private static final int MOST_AXES = 8;

  private TypeText() {}

  public static TensorType read(TokenStream tokens) {
    Token start = tokens.peek();
    ElementType element = element(tokens);
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    tokens.expect("[");
    while (!tokens.peek().isPunctuation("]")) {
      if (!shape.isEmpty()) {
        tokens.expect(",");
      }
      long extent = tokens.expectLong("an extent", 1, Integer.MAX_VALUE);
      shape.add((int) extent);
      size *= extent;
      if (size > MOST_ELEMENTS || shape.size() > MOST_AXES) {
        throw tokens.error(
            IrCode.NUMBER_RANGE,
            start,
            "a tensor has at most " + MOST_ELEMENTS + " elements and " + MOST_AXES + " axes");
      }
    }
    tokens.expect("]");
    return new TensorType(element, shape);
  }

  private static ElementType element(TokenStream tokens) {
    Token name = tokens.expectName("a type, such as f32[17,48]");
    if (name.text().equals("f32")) {
      return ElementType.F32;
    }
    if (!name.text().matches("[iu][1-9][0-9]?") || bits(name) > 64) {
      throw tokens.error(
          IrCode.SYNTAX,
          name,
          "expected an element type (f32, i1 … i64, u1 … u64), found " + name.described());
    }
    return new ElementType.Int(name.text().charAt(0) == 'i', bits(name));
  }

  private static int bits(Token name) {
    return Integer.parseInt(name.text().substring(1));
  }
}
