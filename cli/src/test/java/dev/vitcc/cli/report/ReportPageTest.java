package dev.vitcc.cli.report;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.vitcc.cli.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The page of a build, held against the build and its `report.json`.
class ReportPageTest {
  private static final String EVIL = "</td></script><script>alert(\"x\")</script>&' \u0000\u001b";
  private static final DecimalFormat COUNT =
      new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));

  @TempDir private static Path folder;
  private static Path build;
  private static JsonNode report;
  private static String html;
  private static PageText page;

  @BeforeAll
  static void compile() throws IOException, SAXException, ParserConfigurationException {
    build = folder.resolve("build");
    String text =
        TinyModel.TEXT
                .replace("150 MHz;", "150 MHz; frame_rate >= 1000 fps;")
                .replace("activations fixed(8)", "activations fixed(7..8)")
                .replace("repeat 1", "repeat 2")
            + "prune { selector class_attention; before blocks 1; tokens 4; package; }\n"
            + "approximate { gelu polynomial error <= 1 ulp; }\n";
    assertThat(vitcc(TinyModel.in(folder, text), "-o", build).err()).contains("report.html");
    html = Files.readString(build.resolve("report.html"));
    report = JsonMapper.builder().build().readTree(build.resolve("report.json"));
    page = PageText.of(html);
  }

  private static double number(String text) {
    return Double.parseDouble(text.replaceAll("[^0-9.,].*$", "").replace(",", ""));
  }

  private static String count(JsonNode value) {
    return COUNT.format(value.asLong());
  }

  @Test
  void figuresAtTheHeadAreThoseOfTheJson() {
    double cycles = report.at("/cycles/estimated").asDouble();
    double fps = report.at("/frame_rate/estimated_fps").asDouble();
    assertThat(page.figure("Frame rate")).isEqualTo(COUNT.format(fps) + " frames/s");
    assertThat(number(page.figure("Latency"))).isCloseTo(cycles / 150e3, offset(1e-4));
    assertThat(html).contains(COUNT.format(cycles) + " cycles, estimated", "✓ meets ≥ 1,000");
    assertThat(page.figure("Bit-exact")).startsWith("–");
  }

  @Test
  void everyLayerHasItsCyclesAndBits() {
    List<List<String>> rows = PageText.rows(page.table("Layers, one by one"));
    assertThat(rows).hasSize(report.path("layers").size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode layer = report.path("layers").path(i);
      assertThat(rows.get(i).getFirst())
          .isEqualTo(layer.path("name").asString().replace(".acc", ""));
      assertThat(rows.get(i))
          .contains(count(layer.path("macs")), layer.path("input").asString())
          .contains(layer.path("weights").asString(""));
      if (layer.has("cycles")) {
        assertThat(rows.get(i)).contains(count(layer.at("/cycles/estimated")));
      }
    }
  }

  @Test
  void resourcesAndCountersAreThoseOfTheJson() {
    Element resources = page.table("Of what zcu102 has");
    for (String kind : List.of("lut", "ff", "dsp", "bram36")) {
      List<String> row = PageText.row(resources, kind.toUpperCase(Locale.ROOT));
      assertThat(number(row.get(1)))
          .isEqualTo(report.at("/resources/estimated/" + kind).asDouble());
      assertThat(row.get(2)).isEqualTo(count(report.at("/resources/available/" + kind)));
    }
    Element counters = page.table("Counters of the hardware");
    for (Map.Entry<String, JsonNode> counter :
        report.path("estimated_counters_per_frame").properties()) {
      assertThat(PageText.row(counters, counter.getKey().replace('_', ' ')).get(1))
          .isEqualTo(count(counter.getValue()));
    }
  }

  @Test
  void saysWhatWasAskedAndWhatWasChosen() {
    Element target = page.table("The target, and what meets it");
    assertThat(PageText.row(target, "Frame rate").get(1)).isEqualTo("≥ 1,000 frames/s");
    assertThat(PageText.row(target, "Engine").get(1))
        .isEqualTo("pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1, pinned");
    Element formats = page.table("Number formats, tokens, functions");
    assertThat(PageText.row(formats, "Activations"))
        .containsExactly("Activations", "fixed(7..8)", "fixed(8)");
    assertThat(PageText.row(formats, "Tokens dropped").get(1))
        .isEqualTo("selector class_attention; before blocks 1; tokens 4; package");
    assertThat(PageText.row(formats, "Functions").get(1))
        .isEqualTo("gelu polynomial error <= 1 ulp");
    assertThat(PageText.rows(page.table("Tokens that come into each block")))
        .containsExactly(List.of("Block 0", "5"), List.of("Block 1", "4"));
  }

  /// One bar for each stretch of `timeline`, but for the second drawing, which shows some again.
  @Test
  void drawsEveryStretchOfTheTimeline() {
    long stretches = 0;
    for (JsonNode unit : report.at("/timeline/units").values()) {
      stretches += unit.size();
    }
    Element drawing = page.all("svg").getFirst();
    long bars =
        PageText.within(drawing, "g").stream()
            .filter(group -> group.getAttribute("class").equals("lane"))
            .mapToLong(group -> PageText.within(group, "rect").size())
            .sum();
    assertThat(bars).isEqualTo(stretches);
  }

  @Test
  void standsAlone() {
    assertThat(page.with(e -> e.hasAttribute("src") || e.getTagName().equals("link"))).isEmpty();
    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://", "url(", "@import", "fetch(", "XMLHttpRequest")
        .doesNotContain(folder.toString());
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void everyLinkLeadsSomewhereInTheBuild() {
    List<String> targets = page.all("a").stream().map(link -> link.getAttribute("href")).toList();
    assertThat(targets).contains("#main", "./report.json", "./manifest.json", "./rtl/files.f");
    for (String target : targets) {
      if (target.startsWith("#")) {
        assertThat(page.with(e -> e.getAttribute("id").equals(target.substring(1)))).hasSize(1);
      } else {
        Path file = build.resolve(target).normalize();
        assertThat(file).startsWith(build).isRegularFile();
      }
    }
  }

  @Test
  void isReadableWithoutSight() {
    assertThat(page.all("h1")).hasSize(1);
    assertThat(page.all("html").getFirst().getAttribute("lang")).isEqualTo("en");
    for (Element table : page.all("table")) {
      assertThat(PageText.within(table, "caption")).hasSize(1);
      assertThat(PageText.within(table, "th")).allMatch(th -> th.hasAttribute("scope"));
    }
    assertThat(page.all("svg"))
        .isNotEmpty()
        .allMatch(svg -> !svg.getAttribute("aria-label").isEmpty());
    assertThat(page.all("details"))
        .allMatch(details -> PageText.within(details, "summary").size() >= 1);
    List<String> ids =
        page.with(e -> e.hasAttribute("id")).stream().map(e -> e.getAttribute("id")).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void textOfStrangersIsText() throws IOException, SAXException, ParserConfigurationException {
    JsonNode evil = evil(report.deepCopy(), "");
    String text = ReportPage.of(evil, new TreeSet<>(List.of("rtl/" + EVIL, "Makefile")), Map.of());
    PageText evilPage = PageText.of(text);
    assertThat(evilPage.all("script")).hasSize(1);
    assertThat(evilPage.all("script").getFirst().getTextContent()).doesNotContain("alert");
    assertThat(evilPage.all("h1").getFirst().getTextContent())
        .isEqualTo(EVIL.replace('\u0000', '\ufffd').replace('\u001b', '\ufffd'));
    assertThat(evilPage.all("a").getLast().getAttribute("href")).startsWith("./rtl/%3C/td%3E");
  }

  /// Puts the same text wherever there was one that is not the name of a choice of vitcc's own.
  private static JsonNode evil(JsonNode node, String name) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(entry -> entry.setValue(evil(entry.getValue(), entry.getKey())));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, evil(array.get(i), name));
        }
      }
      default -> {}
    }
    boolean isOurs = List.of("narrow", "exponential", "pruning").contains(name);
    return node instanceof StringNode && !isOurs ? StringNode.valueOf(EVIL) : node;
  }

  @Test
  void colourOfTextIsFarFromThatOfPaper() {
    String style = page.all("style").getFirst().getTextContent();
    int dark = style.indexOf("prefers-color-scheme: dark");
    for (String theme : List.of(style.substring(0, dark), style.substring(dark))) {
      for (String ink : List.of("ink", "quiet", "link", "bad")) {
        for (String paper : List.of("paper", "marked")) {
          assertThat(contrast(colour(theme, ink), colour(theme, paper)))
              .as("%s on %s", ink, paper)
              .isGreaterThan(4.5);
        }
      }
    }
  }

  private static String colour(String theme, String name) {
    String from = theme.substring(theme.indexOf("--" + name + ": #") + name.length() + 5);
    String hex = from.substring(0, from.indexOf(';'));
    return hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
  }

  /// WCAG 2.2, contrast ratio.
  private static double contrast(String one, String other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String hex) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
