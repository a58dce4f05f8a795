package dev.vitcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.CompileException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The text form of parameters' values.
class ModelTextTest {
  private static final String GRAPH =
      """
      graph g {
        %a = parameter {key = "a.weight", type = f32[2,2]} : f32[2,2]
        %b = parameter {key = "7 odd", type = u8[3]} : u8[3]
        %c = parameter {key = "c", type = i16[2]} : i16[2]
        %d = parameter {key = "d", type = i19[2]} : i19[2]
        %e = parameter {key = "e", type = f32[1]} : f32[1]
        %f = parameter {key = "f", type = i64[2]} : i64[2]
        return %a, %b, %c, %d, %e
      }
      """;

  @Test
  void printingWhatWasParsedIsTheIdentity() {
    String text =
        GRAPH
            + """
            values @a.weight = [1.0, -2.5e-7, 3.4028235e38, nan]
            values @"7 odd" = [0, 255, 128]
            values @c = -32768
            values @d = [-262144, 262143]
            values @e = [inf]
            values @range.b : f32[2] = [-1.0, 2.5]
            """;
    Model model = ModelText.parse("m.ir", text);
    assertThat(ModelText.print(model)).isEqualTo(text);
    assertThat(model.parameters().get("7 odd"))
        .isInstanceOfSatisfying(
            TensorData.Bytes.class,
            bytes -> assertThat(bytes.values()).containsExactly(0, 255, 128));
    assertThat(model.parameters().get("c"))
        .isInstanceOfSatisfying(
            TensorData.Shorts.class,
            shorts -> assertThat(shorts.values()).containsExactly(-32768, -32768));
  }

  @Test
  void reportsAllErrorsAtOnce() {
    assertErrors(
        "values @a.weight = [1, 2, 3]\n", "10:9 E0707 f32[2,2] needs 4 values, found 3 values");
    assertErrors(
        """
        values @a.weight = [1, 2, 3, 4, 5]
        values @"7 odd" = [0, 256, 1]
        values @c = 1.5
        values @weight = 1.0
        values @e = 1e39
        values @f = [1, 2]
        values @d : i19[3] = 1
        values @d = 1
        valeus @d = 1
        values @d = 1
        """,
        "10:9 E0707 f32[2,2] needs 4 values, found more",
        "11:23 E0704 a value of u8 must be from 0 to 255, found 256",
        "12:13 E0704 a value of i16 must be an integer from -32768 to 32767",
        "13:9 E0707 no parameter of the graph has the key \"weight\"",
        "14:13 E0704 a value is beyond single precision: 1e39",
        "15:9 E0707 no values are held of type i64[2]",
        "16:9 E0707 the parameter is i19[2], the values are i19[3]",
        "18:1 E0701 expected 'values', found 'valeus'",
        "19:9 E0707 values of \"d\" are given twice");
  }

  @Test
  void takesNoMemoryForValuesThatAreNotThere() {
    String text =
        """
        graph g {
          %a = parameter {key = "a", type = f32[2147483647]} : f32[2147483647]
          return %a
        }
        values @a = VALUES
        """;
    for (String values : List.of("[1, 2]", "1")) {
      assertThatThrownBy(() -> ModelText.parse("t", text.replace("VALUES", values)))
          .isInstanceOf(CompileException.class);
    }
  }

  private static void assertErrors(String values, String... expected) {
    assertThatThrownBy(() -> ModelText.parse("m.ir", GRAPH + values))
        .isInstanceOfSatisfying(
            CompileException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(
                        d ->
                            d.location().line()
                                + ":"
                                + d.location().column()
                                + " "
                                + d.code().code()
                                + " "
                                + d.message())
                    .containsExactly(expected));
  }
}
