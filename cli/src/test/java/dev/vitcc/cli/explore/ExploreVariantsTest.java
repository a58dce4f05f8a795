package dev.vitcc.cli.explore;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.ModelText;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.models.weights.SafetensorsWriter;
import dev.vitcc.models.weights.SafetensorsWriter.Content;
import dev.vitcc.passes.manager.PassContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is worked out once for all layers that are alike is what each would have come to.
class ExploreVariantsTest {
  private static final String FORMATS = "weights fixed(8); activations fixed(8);";
  private static final Map<String, String> VARIANT = Map.of("dim", "12", "depth", "3");

  @TempDir private Path folder;

  /// Compiled with a file of the same weights, of which no two layers share an array.
  @ParameterizedTest
  @ValueSource(
      strings = {
        FORMATS,
        "weights fixed(4); activations fixed(6);",
        "weights mixed { 50% power_of_two(4), 50% fixed(8) }; activations fixed(8);",
      })
  void isWhatACompileWithTheSameWeightsSays(String formats) throws IOException {
    Path model = TinyModel.in(folder, text("8", "1", formats, "random(seed = 1)"));
    Invocation run = vitcc("explore", model, "--vary", "dim=12", "--vary", "depth=3", "--json");
    JsonNode point = JsonMapper.shared().readTree(run.out()).get("point");

    Model nominal = ModelText.read(model).variant(VARIANT, request -> request).model();
    SafetensorsWriter.write(folder.resolve("nominal.safetensors"), contents(nominal));
    String file = "\"nominal.safetensors\"";
    Path written = TinyModel.in(folder, text("12", "3", formats, file));
    Path out = folder.resolve("out");
    Invocation compile = vitcc(written, "-o", out);
    assertThat(compile.code()).as(compile.err()).isZero();
    JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(out.resolve("report.json")));
    assertThat(point.get("cycles")).isEqualTo(report.get("cycles").get("estimated"));
    for (String parameter : List.of("pm", "pk", "pn", "lanes", "ports")) {
      assertThat(point.get("engine").get(parameter)).isEqualTo(report.get("engine").get(parameter));
    }
    for (String kind : List.of("lut", "ff", "dsp")) {
      assertThat(point.get("resources").get(kind))
          .isEqualTo(report.get("resources").get("estimated").get(kind));
    }
  }

  /// Every code, bias, scale and table, whether layers share their arrays or not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        FORMATS,
        "weights fixed(8); activations fixed(8); requantize shift_only;",
        "weights binary; activations fixed(6); first, last fixed(8);",
        "weights mixed { 50% ternary, 50% fixed(4) }; activations fixed(8); weight_scales mse;",
      })
  void sharedWorkIsWhatEachLayerWouldDo(String formats) throws IOException {
    Path file = TinyModel.in(folder, text("8", "1", formats, "random(seed = 1)"));
    LoadedModel loaded = ModelText.read(file).variant(VARIANT, request -> request);
    PassContext quiet = PassContext.quiet();
    Model shared = ExploreBoards.integer(loaded, loaded.formats(), quiet.remembering());
    Model plain = ExploreBoards.integer(loaded, loaded.formats(), quiet);
    assertThat(shared.graph()).isEqualTo(plain.graph());
    Parameters values = plain.parameters();
    assertThat(shared.parameters().keys()).isEqualTo(values.keys());
    for (String key : values.keys()) {
      assertThat(shared.parameters().get(key))
          .as(key)
          .usingRecursiveComparison()
          .isEqualTo(values.get(key));
    }
  }

  private static SequencedMap<String, Content> contents(Model model) {
    SequencedMap<String, Content> contents = new LinkedHashMap<>();
    model.graph().nodes().stream()
        .filter(node -> node.op() instanceof Parameter)
        .map(node -> ((Parameter) node.op()).key())
        .forEach(
            key -> {
              TensorData data = model.parameters().get(key);
              contents.put(key, new Content(data.type().shape(), model.parameters().reals(key)));
            });
    return contents;
  }

  private static String text(String dim, String depth, String formats, String weights) {
    return TinyModel.TEXT
        .replace(
            "model tiny {",
            "model tiny {\n    const dim = %s;\n    const depth = %s;".formatted(dim, depth))
        .replace("dim = 8)", "dim = dim)")
        .replace("repeat 1 {", "repeat depth {")
        .replace(FORMATS, formats)
        .replace("random(seed = 1)", weights);
  }
}
