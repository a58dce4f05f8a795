package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExploreCommandTest {
  private static final String PINNED =
      "target zcu102 { clock 150 MHz; engine(pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1); }";
  private static final String FREE = TinyModel.TEXT.replace(PINNED, "target zcu102;");

  @TempDir private Path folder;

  /// Every target clause leads to its engine.
  @Test
  void eachPointCanBeCompiled() throws IOException {
    Path model = TinyModel.in(folder, FREE);
    JsonNode points =
        frontiers(vitcc("explore", model, "--json", "--step", 10)).get(0).get("points");
    assertThat(points.size()).isGreaterThan(1);
    for (JsonNode point : points.values()) {
      String text = TinyModel.TEXT.replace(PINNED, point.get("target").asString());
      Path out = folder.resolve("out");
      assertThat(vitcc(TinyModel.in(folder, text), "-o", out).code()).isZero();
      JsonNode report =
          JsonMapper.shared().readTree(Files.readAllBytes(out.resolve("report.json")));
      JsonNode engine = report.get("engine");
      for (String parameter : new String[] {"pm", "pk", "pn", "lanes", "ports"}) {
        assertThat(engine.get(parameter)).isEqualTo(point.get("engine").get(parameter));
      }
      assertThat(report.get("cycles").get("estimated")).isEqualTo(point.get("cycles"));
    }
  }

  /// Rows get their formats from the engine, so that each engine is a network of its own.
  @Test
  void openSharesLeadToTheirEngines() throws IOException {
    Path formats = Path.of("../examples/digits/formats").toAbsolutePath().normalize();
    String text =
        Files.readString(formats.resolve("columns_a8.vit"))
            .replaceAll("\"([./a-z0-9_]+\\.(npy|safetensors))\"", "\"" + formats + "/$1\"");
    Path model = Files.writeString(folder.resolve("columns.vit"), text);
    JsonNode points =
        frontiers(vitcc("explore", model, "--json", "--step", 60, "--points", 2, "--accuracy", 20))
            .get(0)
            .get("points");
    assertThat(points.size()).isEqualTo(2);
    for (JsonNode point : points.values()) {
      String target = point.get("target").asString();
      Files.writeString(model, text.replaceFirst("target .*", target));
      Path out = folder.resolve("out");
      Path json = folder.resolve("accuracy.json");
      assertThat(vitcc(model, "-o", out).code()).isZero();
      JsonNode engine =
          JsonMapper.shared()
              .readTree(Files.readAllBytes(out.resolve("report.json")))
              .get("engine");
      for (String parameter : new String[] {"pm", "pk", "pn", "lanes", "ports"}) {
        assertThat(engine.get(parameter)).as(target).isEqualTo(point.get("engine").get(parameter));
      }
      assertThat(vitcc("eval", model, "--count", 20, "--json", json).code()).isZero();
      JsonNode right = JsonMapper.shared().readTree(Files.readAllBytes(json));
      JsonNode top1 = point.get("top1");
      assertThat(top1.get("images").asInt()).isEqualTo(20);
      assertThat(top1.get("integer_percent").asDouble())
          .isEqualTo(right.at("/integer/top1").asInt() * 100 / 20.);
      assertThat(top1.get("float_percent").asDouble())
          .isEqualTo(right.at("/float/top1").asInt() * 100 / 20.);
    }
  }

  @Test
  void fasterEnginesTakeMore() throws IOException {
    JsonNode frontiers =
        frontiers(
            vitcc("explore", TinyModel.in(folder, FREE), "--json", "--board", "ultra96,zcu102"));
    assertThat(frontiers.values())
        .extracting(f -> f.get("board").asString())
        .containsExactly("ultra96", "zcu102");
    for (JsonNode frontier : frontiers.values()) {
      JsonNode points = frontier.get("points");
      for (int i = 1; i < points.size(); i++) {
        assertThat(points.get(i).get("share").asDouble())
            .isLessThan(points.get(i - 1).get("share").asDouble());
      }
    }
  }

  @Test
  void writesPageAndTableForEveryBoard() throws IOException {
    Path out = folder.resolve("frontier");
    Invocation run =
        vitcc("explore", TinyModel.in(folder, FREE), "--board", "all", "--points", 2, "-o", out);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("zcu102 at 150 MHz", "u280 at", "frames/s");
    String page = Files.readString(out.resolve("frontier.html"));
    assertThat(page)
        .contains("<svg", "target ultra96 { clock")
        .doesNotContain("http://", "https://");
    assertThat(out.resolve("frontier.json")).exists();
  }

  @Test
  void triesEachWidthOfActivations() throws IOException {
    Path model =
        TinyModel.in(folder, FREE.replace("activations fixed(8)", "activations fixed(6..8)"));
    Invocation run = vitcc("explore", model, "--points", 1);
    assertThat(run.out()).contains("zcu102, 8 bits", "zcu102, 7 bits", "zcu102, 6 bits");
  }

  /// Ranges without a meaning are no reason to refuse codes of few bits.
  @ParameterizedTest
  @CsvSource({"2", "3", "4"})
  void exploresActivationsOfFewBits(int bits) throws IOException {
    String few = FREE.replace("activations fixed(8)", "activations fixed(%d)".formatted(bits));
    Invocation run = vitcc("explore", TinyModel.in(folder, few), "--points", 1);
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void saysWhyThereIsNone() throws IOException {
    Path model = TinyModel.in(folder, FREE.replace("zcu102;", "zcu102 { utilization <= 1%; }"));
    Invocation run = vitcc("explore", model);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("no engine for this model fits zcu102: the smallest takes");
  }

  @ParameterizedTest
  @CsvSource({
    "--step 0, '--step is 0.0, expected more than 0 and less than 100'",
    "--points 0, '--points is 0, expected at least 1'",
    "--accuracy -1, '--accuracy is less than 0'",
    "--clock -1, '--clock is -1.0, expected more than 0'",
  })
  void refusesNumbersThatCannotBe(String words, String message) throws IOException {
    Path model = TinyModel.in(folder, FREE);
    String[] option = words.split(" ");
    Invocation run = vitcc("explore", model, option[0], option[1]);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("hint: ");
  }

  /// What is estimated without weights is what a compile with weights estimates.
  @Test
  void variesConstants() throws IOException {
    String text =
        TinyModel.TEXT
            .replace("model tiny {", "model tiny {\n    const dim = 8;\n    const depth = 1;")
            .replace("dim = 8)", "dim = dim)")
            .replace("repeat 1 {", "repeat depth {");
    Invocation run =
        vitcc(
            "explore",
            TinyModel.in(folder, text),
            "--vary",
            "dim=8,12",
            "--vary",
            "depth=1,2",
            "--json");
    List<JsonNode> candidates = run.out().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(candidates).hasSize(4);
    assertThat(candidates.get(2).get("constants").toString())
        .isEqualTo("{\"dim\":\"12\",\"depth\":\"1\"}");
    String other = text.replace("dim = 8;", "dim = 12;").replace("depth = 1;", "depth = 2;");
    Path out = folder.resolve("out");
    assertThat(vitcc(TinyModel.in(folder, other), "-o", out).code()).isZero();
    JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(out.resolve("report.json")));
    JsonNode point = candidates.get(3).get("point");
    assertThat(point.get("cycles")).isEqualTo(report.get("cycles").get("estimated"));
    assertThat(point.get("resources").get("dsp"))
        .isEqualTo(report.get("resources").get("estimated").get("dsp"));
  }

  @Test
  void goesOnPastVariantsThatAreWrong() throws IOException {
    String text =
        TinyModel.TEXT
            .replace("model tiny {", "model tiny {\n    const heads = 1;")
            .replace("heads = 1)", "heads = heads)");
    Invocation run = vitcc("explore", TinyModel.in(folder, text), "--vary", "heads=3,2");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().toList().getFirst())
        .isEqualTo("heads=3  attention: 8 features do not divide into 3 heads");
    assertThat(run.out()).contains("heads=2  zcu102  ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dim; --vary is 'dim', expected a constant and its values",
        "dim=a; --vary dim: 'a' is no number",
        "dim=8; --vary: the model has no constant 'dim'",
      })
  void refusesVariationsOfNothing(String words, String message) throws IOException {
    Invocation run = vitcc("explore", TinyModel.in(folder, FREE), "--vary", words);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("hint: ");
  }

  @Test
  void refusesWhatIsNotThereYet() throws IOException {
    String rate = FREE.replace("target zcu102;", "target zcu102 { frame_rate >= 60 fps; }");
    Path open = TinyModel.in(folder, rate + "prune { auto; }\n");
    assertThat(vitcc("explore", open).err()).contains("not supported yet");
    String widths = FREE.replace("activations fixed(8)", "activations fixed(6..8)");
    Path varied = TinyModel.in(folder, widths.replace("model tiny {", "const n = 1; model tiny {"));
    Invocation run = vitcc("explore", varied, "--vary", "n=1,2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("not supported yet: --vary with formats");
  }

  private static JsonNode frontiers(Invocation run) {
    assertThat(run.code()).isZero();
    return JsonMapper.shared().readTree(run.out()).get("frontiers");
  }
}
