package dev.vitcc.models.scales;

import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.data.TrainedScales.Layer;
import dev.vitcc.ir.data.TrainedScales.Step;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.models.MappedFile;
import dev.vitcc.models.ModelsCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a quantisation-aware training run left behind, as docs/scales.md has it.
///
/// ```
/// {"quantisation": {"layers":      {"blocks.0.attn.qkv": {"weight": {"kind": "fixed", "bits": 4}}},
///                   "activations": {"blocks.0.attn.qkv": {"bits": 4, "signed": true, "step": 0.3}},
///                   "pot_rows":    {"blocks.0.attn.qkv": [0, 3, 4]}}}
/// ```
public final class ScalesFile {
  private static final long MOST_BYTES = 1 << 26;
  private static final int MOST_BITS = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final Diagnostics diagnostics = new Diagnostics();

  private ScalesFile(String file) {
    this.file = file;
  }

  /// The scales of a file.
  ///
  /// @throws CompileException with everything that is wrong with it
  public static TrainedScales read(Path path) {
    MappedFile mapped = MappedFile.open(path);
    ScalesFile reading = new ScalesFile(mapped.name());
    TrainedScales scales = reading.scales(reading.root(mapped));
    reading.diagnostics.throwIfErrors();
    return scales;
  }

  private JsonNode root(MappedFile mapped) {
    if (mapped.size() > MOST_BYTES) {
      throw new CompileException(
          ModelsCode.SCALES.in(file, "has " + mapped.size() + " bytes, too many"));
    }
    try {
      return JSON.readTree(mapped.all());
    } catch (JacksonException e) {
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new CompileException(ModelsCode.SCALES.in(file, "is not JSON: " + why));
    }
  }

  private TrainedScales scales(JsonNode root) {
    JsonNode quantisation = root.path("quantisation");
    JsonNode layers = object(quantisation, "quantisation.layers", "layers");
    JsonNode activations = object(quantisation, "quantisation.activations", "activations");
    JsonNode rows = quantisation.path("pot_rows");
    Map<String, Layer> read = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> layer : layers.properties()) {
      String name = layer.getKey();
      format(name, layer.getValue().path("weight"))
          .ifPresent(
              format ->
                  read.put(
                      name,
                      new Layer(
                          format,
                          rows(name, rows.path(name)),
                          rowScales(name, format, layer.getValue().path("weight")))));
    }
    Map<String, Step> steps = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> point : activations.properties()) {
      step(point.getKey(), point.getValue()).ifPresent(step -> steps.put(point.getKey(), step));
    }
    return new TrainedScales(read, steps);
  }

  private JsonNode object(JsonNode parent, String path, String name) {
    JsonNode node = parent.path(name);
    if (!node.isObject()) {
      error("`" + path + "` is missing, expected an object with an entry for each name");
    }
    return node;
  }

  private Optional<NumberFormat> format(String layer, JsonNode weight) {
    String where = "layer `" + layer + "`: weight.";
    return switch (weight.path("kind").asString("")) {
      case "fixed" -> bits(where, weight, 2, MOST_BITS).map(NumberFormat::fixed);
      case "binary" -> Optional.of(new NumberFormat.Binary());
      case "ternary" -> Optional.of(new NumberFormat.Ternary());
      case "pot" -> bits(where, weight, 2, MOST_BITS).map(NumberFormat.PowerOfTwo::new);
      case "mixed_pot" -> bits(where, weight, 2, MOST_BITS).flatMap(b -> mixed(where, weight, b));
      default -> {
        error(
            where
                + "kind is "
                + weight.path("kind")
                + ", expected fixed, binary, ternary, pot or mixed_pot");
        yield Optional.empty();
      }
    };
  }

  /// Powers of two and fixed point of as many bits.
  private Optional<NumberFormat> mixed(String where, JsonNode weight, int bits) {
    double share = weight.path("pot_share").asDouble(-1);
    if (!(share >= 0 && share <= 1)) {
      error(where + "pot_share is " + weight.path("pot_share") + ", expected 0 to 1");
      return Optional.empty();
    }
    return Optional.of(
        new NumberFormat.Mixed(
            List.of(
                new NumberFormat.Share(100 * share, new NumberFormat.PowerOfTwo(bits)),
                new NumberFormat.Share(100 - 100 * share, NumberFormat.fixed(bits)))));
  }

  private Optional<List<Integer>> rows(String layer, JsonNode rows) {
    if (rows.isMissingNode()) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode row : rows) {
      if (!isInt(row)) {
        error("pot_rows of `" + layer + "`: " + row + " is not the number of a row");
        return Optional.empty();
      }
      numbers.add(row.intValue());
    }
    return Optional.of(numbers);
  }

  /// What a code of each row stands for, where the file says so.
  private Optional<List<Float>> rowScales(String layer, NumberFormat format, JsonNode weight) {
    if (!weight.has("row_scales")) {
      return Optional.empty();
    }
    String where = "row_scales of `" + layer + "`: ";
    if (!(format instanceof NumberFormat.Fixed) && !(format instanceof NumberFormat.Binary)) {
      error(where + "only fixed and binary weights have them");
      return Optional.empty();
    }
    List<Float> scales = new ArrayList<>();
    for (JsonNode scale : weight.path("row_scales")) {
      float value = scale.isNumber() ? (float) scale.asDouble(0) : 0;
      if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
        error(where + scale + ", expected a positive number");
        return Optional.empty();
      }
      scales.add(value);
    }
    return Optional.of(scales);
  }

  private Optional<Step> step(String point, JsonNode node) {
    String where = "activation `" + point + "`: ";
    double step = node.path("step").asDouble(0);
    boolean sound = !node.has("step") || (step > 0 && step < Double.POSITIVE_INFINITY);
    if (!sound) {
      error(where + "step is " + node.path("step") + ", expected a positive number");
    }
    if (!node.path("signed").isBoolean()) {
      error(where + "signed is " + node.path("signed") + ", expected true or false");
    }
    return bits(where, node, 2, MOST_BITS)
        .filter(bits -> sound)
        .map(bits -> new Step(bits, node.path("signed").asBoolean(false), step));
  }

  private Optional<Integer> bits(String where, JsonNode node, int least, int most) {
    JsonNode bits = node.path("bits");
    if (!isInt(bits) || bits.intValue() < least || bits.intValue() > most) {
      error(where + "bits is " + bits + ", expected " + least + " to " + most);
      return Optional.empty();
    }
    return Optional.of(bits.intValue());
  }

  private static boolean isInt(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt();
  }

  private void error(String message) {
    diagnostics.add(ModelsCode.SCALES.in(file, message));
  }
}
