package dev.vitcc.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightBindingTest {
  private static final SourceLocation AT = new SourceLocation("digits.vit", 21, 1, 7);
  private static final List<ParameterShape> TWO =
      List.of(ParameterShape.of("head.weight", 2, 3), ParameterShape.of("head.bias", 2));

  @TempDir private Path folder;

  @Test
  void timmAndHuggingFaceGiveTheSameValues() {
    Diagnostics none = new Diagnostics();
    WeightSource timm =
        bind(Digits.file("digits.safetensors"), new Naming.Timm(), Digits.parameters(), none);
    WeightSource hub =
        bind(
            Digits.file("huggingface/model.safetensors"),
            new Naming.HuggingFace(),
            Digits.parameters(),
            none);
    for (ParameterShape parameter : Digits.parameters()) {
      assertThat(hub.read(parameter.name()))
          .as(parameter.name())
          .hasSize(parameter.size())
          .containsExactly(timm.read(parameter.name()));
    }
    assertThat(none.all()).isEmpty();
    assertThat(timm.asParameters().reals("cls_token")).hasSize(48);
  }

  @Test
  void reportsEverythingAtOnce() {
    Path file =
        write(
            Map.of("head.wieght", List.of(2, 3), "head.bias", List.of(3), "extra", List.of(4, 5)));
    assertThat(Findings.of(() -> bind(file, new Naming.Timm(), TWO, new Diagnostics())))
        .containsExactlyInAnyOrder(
            "E0407 tensor 'head.bias' has shape [3], the model gives it shape [2]",
            "E0405 tensor 'head.weight' is not in '%s', the model needs it for head.weight[2, 3]"
                    .formatted(file)
                + " (did you mean 'head.wieght'?)",
            "E0406 tensor 'extra' [4, 5] of '%s' is not used by the model".formatted(file),
            "E0406 tensor 'head.wieght' [2, 3] of '%s' is not used by the model".formatted(file));
  }

  @Test
  void warnsOnlyOfTensorsThatTheLogitsDontDependOn() {
    Path file =
        write(
            Map.of(
                "classifier.weight", List.of(2, 3),
                "classifier.bias", List.of(2),
                "vit.pooler.dense.weight", List.of(3, 3)));
    Diagnostics diagnostics = new Diagnostics();
    bind(file, new Naming.HuggingFace(), TWO, diagnostics);
    assertThat(diagnostics.all())
        .extracting(Findings::text)
        .containsExactly(
            "E0406 tensor 'vit.pooler.dense.weight' is not used, which doesn't change the logits");
  }

  @Test
  void saysThatTheOtherLayoutWasMeant() {
    Path hub = Digits.file("huggingface/model.safetensors");
    Path timm = Digits.file("digits.safetensors");
    assertThat(
            Findings.of(() -> bind(hub, new Naming.Timm(), Digits.parameters(), new Diagnostics())))
        .contains("E0408 the tensors of '" + hub + "' are named as in layout huggingface, not timm")
        .hasSize(1 + 56 + 72);
    assertThat(
            Findings.of(
                () -> bind(timm, new Naming.HuggingFace(), Digits.parameters(), new Diagnostics())))
        .contains(
            "E0408 the tensors of '" + timm + "' are named as in layout timm, not huggingface");
  }

  @Test
  void namesThePartThatIsMissingOrMisshapen() {
    Path file =
        write(
            Map.of(
                "vit.encoder.layer.0.attention.attention.query.bias", List.of(2),
                "vit.encoder.layer.0.attention.attention.value.bias", List.of(3)));
    assertThat(
            Findings.of(
                () ->
                    bind(
                        file,
                        new Naming.HuggingFace(),
                        List.of(ParameterShape.of("blocks.0.attn.qkv.bias", 6)),
                        new Diagnostics())))
        .containsExactly(
            "E0407 tensor 'vit.encoder.layer.0.attention.attention.value.bias' has shape [3],"
                + " the model gives its part of 'blocks.0.attn.qkv.bias' shape [2]",
            "E0405 tensor 'vit.encoder.layer.0.attention.attention.key.bias' is not in '%s',"
                    .formatted(file)
                + " the model needs it for blocks.0.attn.qkv.bias[6]");
  }

  @Test
  void followsAnExplicitMapWithBlockNumbers() {
    Path file = write(Map.of("layers.7.w", List.of(2, 2), "out", List.of(2)));
    SequencedMap<String, String> map = new LinkedHashMap<>();
    map.put("blocks.*.mlp.fc1.weight", "layers.*.w");
    map.put("head.bias", "out");
    List<ParameterShape> parameters =
        List.of(
            ParameterShape.of("blocks.7.mlp.fc1.weight", 2, 2), ParameterShape.of("head.bias", 2));
    WeightSource source = bind(file, new Naming.Explicit(map), parameters, new Diagnostics());
    assertThat(source.read("blocks.7.mlp.fc1.weight")).hasSize(4);
    map.put("haed.bias", "x");
    assertThat(
            Findings.of(() -> bind(file, new Naming.Explicit(map), parameters, new Diagnostics())))
        .containsExactly(
            "E0408 the map names 'haed.bias', which the model doesn't have"
                + " (did you mean 'head.bias'?)");
  }

  @Test
  void refusesNumbersThatAreNone() {
    Path path = folder.resolve("nan.safetensors");
    SequencedMap<String, SafetensorsWriter.Content> tensors = new LinkedHashMap<>();
    tensors.put("head.bias", new SafetensorsWriter.Content(List.of(2), new float[] {0, Float.NaN}));
    SafetensorsWriter.write(path, tensors);
    WeightSource source = bind(path, new Naming.Timm(), TWO.subList(1, 2), new Diagnostics());
    assertThat(Findings.of(() -> source.read("head.bias")))
        .containsExactly("E0409 tensor 'head.bias' holds NaN at index 1, expected finite numbers");
  }

  @Test
  void readsAModelInSeveralFiles() {
    Path one = folder.resolve("1");
    Path two = folder.resolve("2");
    SafetensorsWriter.write(one, content(Map.of("head.weight", List.of(2, 3))));
    SafetensorsWriter.write(two, content(Map.of("head.bias", List.of(2))));
    WeightSource source =
        WeightBinding.bind(
            TWO,
            new WeightBinding.Clause(Checkpoint.open(one, two), new Naming.Timm(), AT),
            new Diagnostics());
    assertThat(source.read("head.weight")).hasSize(6);
    assertThat(Findings.of(() -> Checkpoint.open(one, one)))
        .containsExactly("E0403 tensor 'head.weight' is in '" + one + "' as well");
  }

  @Test
  void bindsBothHeadsOfADistilledModel() {
    List<ParameterShape> parameters = new ArrayList<>(TWO);
    parameters.add(ParameterShape.of("head_dist.weight", 2, 3));
    parameters.add(ParameterShape.of("head_dist.bias", 2));
    parameters.add(ParameterShape.of("dist_token", 1, 3));
    parameters.add(ParameterShape.of("cls_token", 1, 3));
    Path file =
        write(
            Map.of(
                "cls_classifier.weight", List.of(2, 3),
                "cls_classifier.bias", List.of(2),
                "distillation_classifier.weight", List.of(2, 3),
                "distillation_classifier.bias", List.of(2),
                "deit.embeddings.cls_token", List.of(1, 1, 3),
                "deit.embeddings.distillation_token", List.of(1, 1, 3)));
    WeightSource source = bind(file, new Naming.HuggingFace(), parameters, new Diagnostics());
    assertThat(source.parameters().sequencedKeySet())
        .containsExactlyElementsOf(parameters.stream().map(ParameterShape::name).toList());
  }

  private static WeightSource bind(
      Path file, Naming naming, List<ParameterShape> parameters, Diagnostics diagnostics) {
    return WeightBinding.bind(
        parameters, new WeightBinding.Clause(Checkpoint.open(file), naming, AT), diagnostics);
  }

  private Path write(Map<String, List<Integer>> shapes) {
    Path path = folder.resolve("w.safetensors");
    SafetensorsWriter.write(path, content(shapes));
    return path;
  }

  private static SequencedMap<String, SafetensorsWriter.Content> content(
      Map<String, List<Integer>> shapes) {
    SequencedMap<String, SafetensorsWriter.Content> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            tensors.put(
                name,
                new SafetensorsWriter.Content(
                    shape, new float[shape.stream().reduce(1, Math::multiplyExact)])));
    return tensors;
  }
}
