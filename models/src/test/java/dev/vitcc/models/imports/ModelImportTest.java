package dev.vitcc.models.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import dev.vitcc.models.images.Resampling;
import dev.vitcc.models.imports.VitArchitecture.Tokens;
import dev.vitcc.models.weights.ParameterShape;
import dev.vitcc.models.weights.RandomWeights;
import dev.vitcc.models.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelImportTest {
  private static final String DIGITS_CONFIG =
      """
      {"model_type": "vit", "hidden_size": 48, "num_hidden_layers": 4, "num_attention_heads": 3,
       "intermediate_size": 96, "image_size": 8, "patch_size": 2, "num_channels": 1%s}""";

  @TempDir private Path folder;

  @Test
  void writesAHuggingFaceFolderAsAPersonWould() {
    Path hub = Digits.file("huggingface");
    Diagnostics diagnostics = new Diagnostics();
    String text = ModelImport.run(hub, options(hub.resolveSibling("m.vit")), diagnostics).text();
    assertThat(text)
        .isEqualTo(
            """
            // Imported from 'huggingface', a Hugging Face checkpoint.
            model huggingface {
                const dim = 48;
                const heads = 3;
                const hidden = 96;
                const classes = 10;

                input image : [1, 8, 8] normalize(scale = 1/16, mean = [0.305], std = [0.376]);

                block encoder(x) {
                    a = x + attention(layer_norm(x), heads = heads);
                    return a + mlp(layer_norm(a), hidden = hidden, activation = gelu);
                }

                patches = patch_embed(image, patch = 2, dim = dim);
                x = add_position(prepend_class_token(patches));
                repeat 4 { x = encoder(x); }
                output logits = linear(layer_norm(x)[0], classes);
            }

            weights "huggingface/model.safetensors" naming huggingface;
            """);
    assertThat(diagnostics.all()).isEmpty();
  }

  @Test
  void infersATimmCheckpointFromItsTensors() {
    Path file = Digits.file("digits.safetensors");
    Diagnostics diagnostics = new Diagnostics();
    ImportOptions options = ImportOptions.of(file.resolveSibling("../m.vit")).withHeads(3);
    assertThat(ModelImport.run(file, options, diagnostics).text())
        .contains("model digits {")
        .contains("input image : [1, 8, 8] normalize(scale = 1/255, mean = [0.5], std = [0.5]);")
        .contains("patch_embed(image, patch = 2, dim = dim)")
        .contains("repeat 4 {")
        .endsWith("weights \"digits/digits.safetensors\" naming timm;\n");
    assertThat(diagnostics.all())
        .extracting(Findings::text)
        .containsExactly(
            "E0422 the tensors don't tell how images were prepared: scale 1/255 and mean and"
                + " deviation 0.5 are taken; correct the input clause if training had others");
  }

  @Test
  void asksForTheHeadsWhereTheyCantBeKnown() {
    Path file = Digits.file("digits.safetensors");
    assertThat(Findings.of(() -> ModelImport.run(file, options(file), new Diagnostics())))
        .containsExactly(
            "E0422 the number of attention heads is not in the tensors, and 48 is not the width of"
                + " a published model (192, 384, 768, 1024) (say --heads N)");
    ImportOptions five = ImportOptions.of(file).withHeads(5);
    assertThat(Findings.of(() -> ModelImport.run(file, five, new Diagnostics())))
        .containsExactly("E0422 48 features do not divide into 5 heads");
  }

  @Test
  void importsADistilledTimmModelWithItsConfiguration() throws IOException {
    write(distilled(), folder.resolve("model.safetensors"));
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"architecture": "deit_tiny_distilled_patch16_224", "num_classes": 7, "pretrained_cfg":
          {"mean": [0.1, 0.2, 0.3], "std": [0.4, 0.5, 0.6], "crop_pct": 0.5,
           "interpolation": "bilinear", "input_size": [3, 32, 32]}}""");
    Diagnostics diagnostics = new Diagnostics();
    String text = ModelImport.run(folder, options(folder.resolve("m.vit")), diagnostics).text();
    assertThat(diagnostics.all()).isEmpty();
    assertThat(text)
        .contains("const heads = 3;")
        .contains(
            """
                input image : [3, 32, 32]
                    resize(size = 64, interpolation = bilinear) crop(size = 32)
                    normalize(scale = 1/255, mean = [0.1, 0.2, 0.3], std = [0.4, 0.5, 0.6]);
            """)
        .contains("x = add_position(prepend_class_token(prepend_distillation_token(patches)));")
        .contains(
            """
                n = layer_norm(x);
                by_class = linear(n[0], classes, weights = "head");
                by_distillation = linear(n[1], classes, weights = "head_dist");
                output logits = 0.5 * (by_class + by_distillation);
            """);
  }

  @Test
  void importsADistilledHuggingFaceModel() throws IOException {
    SequencedMap<String, List<Integer>> shapes = hubShapes("deit.", 2, 16, 40);
    shapes.put("deit.embeddings.distillation_token", List.of(1, 1, 16));
    shapes.put("cls_classifier.weight", List.of(7, 16));
    shapes.put("cls_classifier.bias", List.of(7));
    shapes.put("distillation_classifier.weight", List.of(7, 16));
    shapes.put("distillation_classifier.bias", List.of(7));
    writeShapes(shapes, folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("config.json"), hubConfig("deit"));
    Diagnostics diagnostics = new Diagnostics();
    String text = ModelImport.run(folder, options(folder.resolve("m.vit")), diagnostics).text();
    assertThat(text)
        .contains("const epsilon = 1e-12;")
        .contains("a = x + attention(layer_norm(x, epsilon), heads = heads);")
        .contains("n = layer_norm(x, epsilon);")
        .contains("output logits = 0.5 * (by_class + by_distillation);");
    assertThat(diagnostics.all())
        .extracting(Findings::text)
        .containsExactly(
            "E0422 there is no preprocessor_config.json: images are taken as scaled by 1/255, with"
                + " mean and std 0.5, which is the default of transformers");
  }

  @Test
  void keepsTheDistillationTokenOfADeitWithOneHead() throws IOException {
    SequencedMap<String, List<Integer>> shapes = hubShapes("deit.", 2, 16, 40);
    shapes.put("deit.embeddings.distillation_token", List.of(1, 1, 16));
    shapes.put("classifier.weight", List.of(7, 16));
    shapes.put("classifier.bias", List.of(7));
    writeShapes(shapes, folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("config.json"), hubConfig("deit"));
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        """
        {"do_resize": true, "size": {"height": 40, "width": 40}, "resample": 3,
         "do_center_crop": true, "crop_size": {"height": 32, "width": 32},
         "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}""");
    Diagnostics diagnostics = new Diagnostics();
    String text = ModelImport.run(folder, options(folder.resolve("m.vit")), diagnostics).text();
    assertThat(text)
        .contains("resize(size = 40, interpolation = bicubic) crop(size = 32)")
        .contains("prepend_class_token(prepend_distillation_token(patches))")
        .contains("output logits = linear(layer_norm(x, epsilon)[0], classes);");
    assertThat(diagnostics.all()).hasSize(1);
  }

  @Test
  void listsEverythingThatAConfigurationHasTooMuch() throws IOException {
    String extra =
        """
        , "hidden_act": "gelu_new", "qkv_bias": false, "quantization_config": {},
         "id2label": {"0": "a"}, "layer_norm_eps": -1""";
    assertThat(
            hubFindings(
                DIGITS_CONFIG
                    .formatted(extra)
                    .replace("\"vit\"", "\"swin\"")
                    .replace(": 2", ": [2, 4]")))
        .containsExactlyInAnyOrder(
            "E0421 model_type is 'swin', expected vit or deit",
            "E0421 hidden_act is 'gelu_new', expected gelu (the exact one, by erf)",
            "E0421 qkv_bias is false, expected query, key and value with biases",
            "E0421 quantization_config: the weights are quantised, expected real ones",
            "E0421 patch_size is [2, 4], expected square patches",
            "E0420 id2label names 1 classes, the classifier has 10",
            "E0420 layer_norm_eps is -1, expected a positive number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | is not a JSON object",
        "{ | is not JSON: ",
        "{\"a\": 1, \"a\": 2} | is not JSON: Duplicate Object property \"a\"",
        "{\"hidden_size\": \"48\"} | hidden_size is \"48\", expected a number from 1 to 32768",
        "{\"hidden_size\": 99999999999} | hidden_size is 99999999999, expected a number from 1 to 32768",
        "{\"image_size\": [1,2,3]} | image_size is [1,2,3], expected one number or two",
        "{\"hidden_act\": 3} | hidden_act is 3, expected a string",
        "{\"qkv_bias\": 3} | qkv_bias is 3, expected true or false",
        "{\"num_hidden_layers\": 2000} | num_hidden_layers is 2000, the most is 1024",
      })
  void refusesConfigurationsThatAreNone(String config, String message) throws IOException {
    assertThat(hubFindings(config)).anySatisfy(f -> assertThat(f).contains(message));
  }

  @Test
  void accountsForEveryTensorBeforeItWritesAnything() throws IOException {
    Files.copy(Digits.file("huggingface/model.safetensors"), folder.resolve("model.safetensors"));
    assertThat(hubFindings(DIGITS_CONFIG.formatted("").replace("layers\": 4", "layers\": 3")))
        .hasSize(16)
        .allSatisfy(f -> assertThat(f).startsWith("E0406 tensor 'vit.encoder.layer.3."));
  }

  @Test
  void namesWhatATimmModelHasTooMuch() throws IOException {
    SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
    distilled().parameters().forEach(p -> shapes.put(p.name(), p.shape()));
    shapes.put("blocks.0.ls1.gamma", List.of(192));
    shapes.put("blocks.0.ls2.gamma", List.of(192));
    shapes.put("blocks.0.attn.q_norm.weight", List.of(64));
    shapes.put("fc_norm.weight", List.of(192));
    shapes.put("reg_token", List.of(1, 4, 192));
    shapes.remove("cls_token");
    shapes.remove("blocks.0.attn.qkv.bias");
    Path file = folder.resolve("odd.safetensors");
    writeShapes(shapes, file);
    assertThat(Findings.of(() -> ModelImport.run(file, options(file), new Diagnostics())))
        .containsExactly(
            "E0421 not supported: layer scale (tensor 'blocks.0.ls1.gamma' and 1 more)",
            "E0421 not supported: normalised queries and keys (tensor 'blocks.0.attn.q_norm.weight')",
            "E0421 not supported: average pooling over patches (tensor 'fc_norm.weight')",
            "E0421 not supported: register tokens (tensor 'reg_token')",
            "E0421 there is no class token: tensor 'cls_token' is missing",
            "E0421 qkv_bias is false: tensor 'blocks.0.attn.qkv.bias' is missing");
  }

  @Test
  void saysWhatItDoesntTake() throws IOException {
    Path onnx = Files.writeString(folder.resolve("m.onnx"), "x");
    Path pickle = Files.writeString(folder.resolve("m.pth"), "x");
    assertThat(Findings.of(() -> ModelImport.run(onnx, options(onnx), new Diagnostics())))
        .containsExactly("E0423 is no ONNX file: 1 bytes are claimed, 0 are left");
    assertThat(Findings.of(() -> ModelImport.run(pickle, options(pickle), new Diagnostics())))
        .singleElement()
        .asString()
        .startsWith("E0421 a pickle of PyTorch's can run any code when it is opened");
    assertThat(Findings.of(() -> ModelImport.run(folder, options(onnx), new Diagnostics())))
        .containsExactly(
            "E0420 the folder has no config.json (name the .safetensors file itself if the"
                + " checkpoint is timm's)");
    Files.writeString(folder.resolve("config.json"), "{}");
    assertThat(Findings.of(() -> ModelImport.run(folder, options(onnx), new Diagnostics())))
        .containsExactly("E0401 the folder has no model.safetensors");
  }

  @ParameterizedTest
  @CsvSource({
    "0.485,0.485",
    "1e-12,1e-12",
    "0.00001,1e-5",
    "1,1",
    "0,0",
    "1.5e-7,1.5e-7",
    "2e12,2e12"
  })
  void writesNumbersShort(double value, String text) {
    assertThat(ModelText.number(value)).isEqualTo(text);
  }

  private List<String> hubFindings(String config) throws IOException {
    Path model = folder.resolve("model.safetensors");
    if (!Files.exists(model)) {
      Files.copy(Digits.file("huggingface/model.safetensors"), model);
    }
    Files.writeString(folder.resolve("config.json"), config);
    Files.copy(
        Digits.file("huggingface/preprocessor_config.json"),
        folder.resolve("preprocessor_config.json"));
    return Findings.of(
        () -> ModelImport.run(folder, options(folder.resolve("m.vit")), new Diagnostics()));
  }

  private static ImportOptions options(Path output) {
    return ImportOptions.of(output);
  }

  private static VitArchitecture distilled() {
    List<Double> ones = Collections.nCopies(3, 1.0);
    InputPreparation input =
        new InputPreparation(3, 32, 32, 1, ones, ones, Optional.empty(), Resampling.BICUBIC, false);
    return new VitArchitecture(input, 16, 192, 2, 3, 64, 7, 1e-6, Tokens.DISTILLATION);
  }

  private static void write(VitArchitecture vit, Path path) {
    RandomWeights weights = RandomWeights.of(1, vit.parameters());
    SequencedMap<String, SafetensorsWriter.Content> tensors = new LinkedHashMap<>();
    for (ParameterShape p : vit.parameters()) {
      boolean token = p.name().endsWith("_token") || p.name().equals("pos_embed");
      List<Integer> shape = token ? List.of(1, p.shape().get(0), p.shape().get(1)) : p.shape();
      tensors.put(p.name(), new SafetensorsWriter.Content(shape, weights.read(p.name())));
    }
    SafetensorsWriter.write(path, tensors);
  }

  private static void writeShapes(SequencedMap<String, List<Integer>> shapes, Path path) {
    SequencedMap<String, SafetensorsWriter.Content> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            tensors.put(
                name,
                new SafetensorsWriter.Content(
                    shape, new float[shape.stream().reduce(1, Math::multiplyExact)])));
    SafetensorsWriter.write(path, tensors);
  }

  private static String hubConfig(String type) {
    return """
        {"model_type": "%s", "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
         "intermediate_size": 40, "image_size": 32, "patch_size": 16}"""
        .formatted(type);
  }

  private static SequencedMap<String, List<Integer>> hubShapes(
      String prefix, int tokens, int dim, int hidden) {
    SequencedMap<String, List<Integer>> all = new LinkedHashMap<>();
    all.put(prefix + "embeddings.cls_token", List.of(1, 1, dim));
    all.put(prefix + "embeddings.position_embeddings", List.of(1, 4 + tokens, dim));
    pair(all, prefix + "embeddings.patch_embeddings.projection", dim, 3, 16, 16);
    for (int i = 0; i < 2; i++) {
      String layer = prefix + "encoder.layer." + i + ".";
      for (String part : List.of("query", "key", "value")) {
        pair(all, layer + "attention.attention." + part, dim, dim);
      }
      pair(all, layer + "attention.output.dense", dim, dim);
      pair(all, layer + "intermediate.dense", hidden, dim);
      pair(all, layer + "output.dense", dim, hidden);
      pair(all, layer + "layernorm_before", dim);
      pair(all, layer + "layernorm_after", dim);
    }
    pair(all, prefix + "layernorm", dim);
    return all;
  }

  private static void pair(
      SequencedMap<String, List<Integer>> all, String name, Integer... weight) {
    all.put(name + ".weight", List.of(weight));
    all.put(name + ".bias", List.of(weight[0]));
  }
}
