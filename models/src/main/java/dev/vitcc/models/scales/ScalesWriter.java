package dev.vitcc.models.scales;

import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.data.TrainedScales.Layer;
import dev.vitcc.ir.data.TrainedScales.Step;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.models.OutputFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes a file of scales, as [ScalesFile] reads it: rows of fixed-point and binary layers.
public final class ScalesWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScalesWriter() {}

  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't be written
  public static void write(Path path, TrainedScales scales) {
    String text = text(scales);
    OutputFile.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(TrainedScales scales) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.writerWithDefaultPrettyPrinter().createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("quantisation");
      json.writeObjectPropertyStart("layers");
      scales.layers().forEach((name, layer) -> layer(json, name, layer));
      json.writeEndObject();
      json.writeObjectPropertyStart("activations");
      for (Map.Entry<String, Step> step : scales.activations().entrySet()) {
        step(json, step.getKey(), step.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void layer(JsonGenerator json, String name, Layer layer) {
    json.writeObjectPropertyStart(name);
    json.writeObjectPropertyStart("weight");
    switch (layer.format()) {
      case NumberFormat.Fixed fixed -> {
        json.writeStringProperty("kind", "fixed");
        json.writeNumberProperty("bits", fixed.maxBits());
      }
      case NumberFormat.Binary() -> json.writeStringProperty("kind", "binary");
      case NumberFormat.Ternary() -> json.writeStringProperty("kind", "ternary");
      case NumberFormat.PowerOfTwo _,
          NumberFormat.ElasticSignificantBits _,
          NumberFormat.Mixed _,
          NumberFormat.ByColumn _ ->
          throw new IllegalArgumentException("no file of scales is written of such rows");
    }
    if (layer.rowScales().isPresent()) {
      json.writeArrayPropertyStart("row_scales");
      layer.rowScales().get().forEach(json::writeNumber);
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void step(JsonGenerator json, String name, Step step) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("bits", step.bits());
    json.writeBooleanProperty("signed", step.signed());
    if (step.step() > 0) {
      json.writeNumberProperty("step", step.step());
    }
    json.writeEndObject();
  }
}
