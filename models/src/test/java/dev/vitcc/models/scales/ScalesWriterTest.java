package dev.vitcc.models.scales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.data.TrainedScales.Layer;
import dev.vitcc.ir.data.TrainedScales.Step;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.models.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalesWriterTest {
  @TempDir private Path folder;

  @Test
  void writesWhatIsReadAgain() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    List<Float> scales = List.of(0.1f, 3e-9f, 1.0000001f);
    layers.put("a", new Layer(NumberFormat.fixed(4), Optional.empty(), Optional.of(scales)));
    layers.put("b", new Layer(new NumberFormat.Binary(), Optional.empty(), Optional.empty()));
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("a", new Step(8, true, 0.1));
    steps.put("b", new Step(6, false, 0));
    TrainedScales written = new TrainedScales(layers, steps);
    Path file = folder.resolve("s.json");
    ScalesWriter.write(file, written);
    assertThat(ScalesFile.read(file)).isEqualTo(written);
  }

  @Test
  void refusesRowScalesThatAreNone() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.json"),
            """
            {"quantisation": {"activations": {"a": {"bits": 8, "signed": true, "step": 0}},
             "layers": {
              "a": {"weight": {"kind": "fixed", "bits": 8, "row_scales": [0.1, 0]}},
              "b": {"weight": {"kind": "fixed", "bits": 8, "row_scales": ["x"]}},
              "c": {"weight": {"kind": "ternary", "row_scales": [1]}},
              "d": {"weight": {"kind": "binary", "row_scales": [1e99]}}}}}""");
    assertThat(Findings.of(() -> ScalesFile.read(file)))
        .containsExactly(
            "E0418 row_scales of `a`: 0, expected a positive number",
            "E0418 row_scales of `b`: \"x\", expected a positive number",
            "E0418 row_scales of `c`: only fixed and binary weights have them",
            "E0418 row_scales of `d`: 1.0E99, expected a positive number",
            "E0418 activation `a`: step is 0, expected a positive number");
  }
}
