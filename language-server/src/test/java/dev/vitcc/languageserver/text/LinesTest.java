package dev.vitcc.languageserver.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.SourceLocation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void countsLinesAsTheProtocolDoes() {
    Lines lines = new Lines("a\nb\r\nc\rd");
    assertThat(lines.position(2)).isEqualTo(new Position(1, 0));
    assertThat(lines.position(5)).isEqualTo(new Position(2, 0));
    assertThat(lines.position(7)).isEqualTo(new Position(3, 0));
    assertThat(lines.offset(new Position(3, 1))).isEqualTo(8);
  }

  @Test
  void countsColumnsInUtf16() {
    String text = "// 𝄞é\n𝄞 x";
    Lines lines = new Lines(text);
    assertThat(lines.position(text.indexOf('x'))).isEqualTo(new Position(1, 3));
    assertThat(lines.offset(new Position(1, 3))).isEqualTo(text.indexOf('x'));
  }

  @Test
  void takesTheNearestPlaceOfOneThatIsNotThere() {
    Lines lines = new Lines("ab\r\nc");
    assertThat(lines.offset(new Position(0, 99))).isEqualTo(2);
    assertThat(lines.offset(new Position(9, 0))).isEqualTo(5);
    assertThat(lines.offset(new Position(-1, -1))).isZero();
    assertThat(lines.offset(new Position(1, Integer.MAX_VALUE))).isEqualTo(5);
  }

  /// The compiler knows no line that ends with `\r` alone.
  @Test
  void translatesPlacesOfTheCompiler() {
    Lines lines = new Lines("a\rb\r\n  xyz");
    assertThat(lines.range(new SourceLocation("m.vit", 2, 3, 3)))
        .isEqualTo(new Range(new Position(2, 2), new Position(2, 5)));
    assertThat(lines.range(new SourceLocation("m.vit", 2, 6, 1)))
        .as("behind the last word of a line")
        .isEqualTo(new Range(new Position(2, 5), new Position(2, 5)));
    assertThat(lines.range(SourceLocation.ofFile("m.vit")))
        .isEqualTo(new Range(new Position(0, 0), new Position(0, 0)));
  }
}
