package dev.vitcc.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  private record Port(String name, int width) {}

  private record Fifo(
      @Nullable String name,
      int depth,
      List<Port> ports,
      boolean registered,
      Optional<String> note) {}

  private static final Fifo VIEW =
      new Fifo("fifo", 4, List.of(new Port("a", 8), new Port("b", 16)), false, Optional.empty());

  private final Templates templates = Templates.load("dev/vitcc/templates/sample.stg");

  @Test
  void rendersComponentsListsAndNestedRecords() {
    assertThat(templates.render("Fifo", VIEW))
        .isEqualTo(
            """
            module fifo #(parameter int Depth = 4);
              input logic [8-1:0] a
              input logic [16-1:0] b
              assign shifted = data >> 2;  // µs
            endmodule""");
  }

  @Test
  void testsPresenceOfBooleansAndOptionals() {
    var view = new Fifo("fifo", 4, List.of(), true, Optional.of("deep enough"));
    assertThat(templates.render("Fifo", view)).contains("// registered", "// deep enough");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Nowhere           | no template Nowhere; there are [Fifo, Link, LooksIntoText,
          MisspeltComponent | context [/MisspeltComponent] 1:1 view Fifo has no component nmae
          MisspeltVariable  | attribute w isn't defined
          MissingInclude    | no such template: /Nowhere
          NoArgument        | NoArgument takes nothing, and should take one view
          TwoArguments      | TwoArguments takes [v, w], and should take one view
          PrintsRecord      | a Fifo can't be printed, only text and integers
          PrintsBoolean     | a Boolean can't be printed, only text and integers
          PrintsFormatted   | format %x: values arrive formatted
          LooksIntoText     | property bytes of a String: only records have properties
          """)
  void throwsWhereStringTemplateWouldRenderNothing(String template, String message) {
    assertThatThrownBy(() -> templates.render(template, VIEW))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("dev/vitcc/templates/sample.stg: ");
  }

  @Test
  void throwsForNullComponent() {
    var view = new Fifo(null, 4, List.of(), false, Optional.empty());
    assertThatThrownBy(() -> templates.render("Fifo", view))
        .hasMessageContaining("component name of view Fifo is null");
  }

  @Test
  void rendersAgainAfterFailure() {
    assertThatThrownBy(() -> templates.render("MisspeltComponent", VIEW))
        .isInstanceOf(TemplateException.class);
    assertThat(templates.render("Port", new Port("a", 8))).isEqualTo("input logic [8-1:0] a");
  }

  @Test
  void throwsForMissingGroup() {
    assertThatThrownBy(() -> Templates.load("rtl/nowhere.stg"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("no template group rtl/nowhere.stg");
  }

  @Test
  void throwsForMalformedGroup() {
    assertThatThrownBy(() -> Templates.load("dev/vitcc/templates/broken.stg"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("broken.stg: load failed");
  }

  @Test
  void mentionsWhatTemplateAndItsIncludesUse() {
    assertThat(templates.mentions("Fifo")).contains("name", "depth", "registered", "note", "width");
    assertThat(templates.mentions("Port")).contains("width").doesNotContain("depth");
  }

  private record Link(String target, List<String> words, Optional<String> hint, Markup inner) {}

  private static final String EVIL = "</a><script>'\"&\u0000\u001b";
  private static final String TAMED = "&lt;/a&gt;&lt;script&gt;&#39;&quot;&amp;\ufffd\ufffd";

  @Test
  void markupEscapesTextWhereverItStandsAndNothingElse() {
    var view = new Link(EVIL, List.of("a", EVIL), Optional.of(EVIL), new Markup("<b>x</b>"));
    assertThat(Templates.ofMarkup("dev/vitcc/templates/sample.stg").render("Link", view))
        .isEqualTo(
            "<a href=\""
                + TAMED
                + "\" title=\""
                + TAMED
                + "\"><i>a</i><i>"
                + TAMED
                + "</i><b>x</b></a>");
  }

  @Test
  void textThatIsNoMarkupIsLeftAlone() {
    var view = new Port("a < b & c", 8);
    assertThat(templates.render("Port", view)).isEqualTo("input logic [8-1:0] a < b & c");
  }
}
