package dev.vitcc.models.imports;

import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.images.Resampling;
import dev.vitcc.models.imports.Imported.Companion;
import dev.vitcc.models.imports.VitArchitecture.Tokens;
import dev.vitcc.models.imports.onnx.OnnxRecognition;
import dev.vitcc.models.imports.onnx.OnnxRecognition.Allowances;
import dev.vitcc.models.imports.onnx.RecognisedVit;
import dev.vitcc.models.imports.onnx.RecognisedVit.Extents;
import dev.vitcc.models.imports.onnx.RecognisedVit.FoundScales;
import dev.vitcc.models.imports.onnx.RecognisedVit.WeightFormat;
import dev.vitcc.models.onnx.OnnxFile;
import dev.vitcc.models.scales.ScalesWriter;
import dev.vitcc.models.weights.SafetensorsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Turns an ONNX file into a model and, beside it, weights under timm's names and scales: the
/// file's own tensors may be transposed, joined, unnamed or scaled, so that nothing could refer to
/// them.
final class OnnxImport {
  private final Path file;
  private final ImportOptions options;
  private final Diagnostics diagnostics;

  private OnnxImport(Path file, ImportOptions options, Diagnostics diagnostics) {
    this.file = file;
    this.options = options;
    this.diagnostics = diagnostics;
  }

  /// @param name of the model
  /// @throws CompileException with all that can't be mapped
  static Imported read(Path file, ImportOptions options, String name, Diagnostics diagnostics) {
    return new OnnxImport(file, options, diagnostics).read(name);
  }

  private Imported read(String name) {
    RecognisedVit vit =
        OnnxRecognition.recognise(
            OnnxFile.read(file),
            new Allowances(options.allowed().exactGelu(), options.allowed().recalibrate()),
            diagnostics);
    VitArchitecture architecture = architecture(vit.extents());
    checkHeads(architecture.heads());
    Path weights = beside(".safetensors");
    List<Companion> companions = new ArrayList<>();
    companions.add(new Companion(weights, () -> writeWeights(weights, architecture, vit)));
    List<String> clauses = new ArrayList<>();
    vit.scales()
        .ifPresent(
            scales -> {
              Path path = beside(".scales.json");
              TrainedScales trained = trained(scales);
              companions.add(new Companion(path, () -> ScalesWriter.write(path, trained)));
              clauses.add("scales \"" + ModelImport.fileName(path) + "\";");
              clauses.add(quantize(scales));
            });
    String text =
        ModelText.write(
            name,
            "Imported from '%s', an ONNX file.".formatted(ModelImport.fileName(file)),
            architecture,
            new ModelText.Weights(List.of(ModelImport.fileName(weights)), "timm", clauses));
    diagnostics.throwIfErrors();
    return new Imported(text, companions);
  }

  private void checkHeads(int found) {
    options
        .heads()
        .filter(heads -> heads != found)
        .ifPresent(
            heads ->
                diagnostics.add(
                    ModelsCode.IMPORT_UNDECIDED.in(
                        file.toString(),
                        "--heads %d: the graph has %d heads".formatted(heads, found))));
  }

  /// A file that is named as the model is.
  private Path beside(String ending) {
    String name = ModelImport.fileName(options.output()).replaceFirst("\\.vit$", "");
    if (name.contains("\"")) {
      throw new CompileException(
          ModelsCode.IMPORT_UNSUPPORTED.in(
              options.output().toString(), "the name has a quotation mark in it"));
    }
    return options.output().resolveSibling(name + ending);
  }

  private VitArchitecture architecture(Extents vit) {
    return new VitArchitecture(
        ModelImport.prepared(file, input(vit), options, diagnostics),
        vit.patch(),
        vit.dim(),
        vit.depth(),
        vit.heads(),
        vit.hidden(),
        vit.classes(),
        vit.epsilon(),
        vit.tokens() == 1
            ? Tokens.CLASS
            : vit.outputs() == 1 ? Tokens.DISTILLATION_WITHOUT_HEAD : Tokens.DISTILLATION);
  }

  private InputPreparation input(Extents vit) {
    Path processor = file.resolveSibling(HuggingFaceInput.FILE);
    InputPreparation found =
        Files.isRegularFile(processor)
            ? HuggingFaceInput.read(
                processor, vit.channels(), List.of(vit.height(), vit.width()), diagnostics)
            : usual(vit);
    List<Double> std = found.std().stream().map(s -> s / vit.imageScale()).toList();
    List<Double> mean = found.mean();
    return new InputPreparation(
        found.channels(),
        found.height(),
        found.width(),
        found.scale(),
        mean,
        std,
        found.resize(),
        found.resampling(),
        found.crop());
  }

  private InputPreparation usual(Extents vit) {
    boolean imageNet = vit.channels() == TimmImport.IMAGENET_MEAN.size();
    List<Double> half = Collections.nCopies(vit.channels(), HuggingFaceInput.STANDARD);
    if (options.pixels().mean().isEmpty() || options.pixels().std().isEmpty()) {
      diagnostics.add(
          Diagnostic.warning(
                  ModelsCode.IMPORT_UNDECIDED,
                  SourceLocation.ofFile(file.toString()),
                  "an ONNX file doesn't tell how images are prepared: scale 1/255 and "
                      + (imageNet
                          ? "ImageNet's mean and deviation (0.485, 0.456, 0.406; 0.229, 0.224,"
                              + " 0.225) are"
                          : "mean and deviation 0.5 are")
                      + " taken where nothing is said")
              .withHint("say --scale, --mean and --std, or correct the input clause"));
    }
    return new InputPreparation(
        vit.channels(),
        vit.height(),
        vit.width(),
        1.0 / 255,
        imageNet ? TimmImport.IMAGENET_MEAN : half,
        imageNet ? TimmImport.IMAGENET_STD : half,
        Optional.empty(),
        Resampling.BICUBIC,
        false);
  }

  private void writeWeights(Path path, VitArchitecture architecture, RecognisedVit vit) {
    SafetensorsWriter.write(
        path,
        architecture.parameters(),
        name -> {
          Supplier<float[]> values = Optional.ofNullable(vit.parameters().get(name)).orElseThrow();
          return finite(name, values.get());
        });
  }

  private float[] finite(String name, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new CompileException(
            ModelsCode.NOT_FINITE.in(
                file.toString(),
                "what becomes '%s' holds %s, expected finite numbers".formatted(name, value)));
      }
    }
    return values;
  }

  private static TrainedScales trained(FoundScales scales) {
    Map<String, TrainedScales.Layer> layers = new LinkedHashMap<>();
    scales
        .layers()
        .forEach(
            (name, format) ->
                layers.put(
                    name,
                    new TrainedScales.Layer(format(format), Optional.empty(), format.rowScales())));
    Map<String, TrainedScales.Step> steps = new LinkedHashMap<>();
    scales
        .activations()
        .forEach(
            (name, step) ->
                steps.put(
                    name,
                    new TrainedScales.Step(step.bits(), step.signed(), step.step().orElse(0.0))));
    return new TrainedScales(layers, steps);
  }

  private static NumberFormat format(WeightFormat format) {
    return format.bits() == 1 ? new NumberFormat.Binary() : NumberFormat.fixed(format.bits());
  }

  /// The clause that says what most layers have; the file of scales has each.
  private static String quantize(FoundScales scales) {
    List<Integer> inner = new ArrayList<>();
    List<Integer> shares = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    scales
        .layers()
        .forEach(
            (name, format) -> {
              if (name.startsWith("blocks.")) {
                inner.add(format.bits());
              }
            });
    scales
        .activations()
        .forEach((name, step) -> (name.endsWith("probs") ? shares : steps).add(step.bits()));
    StringBuilder clause = new StringBuilder("quantize { weights ");
    clause.append(text(frequent(inner)));
    clause.append("; activations fixed(").append(frequent(steps)).append(')');
    if (frequent(shares) != 8) {
      clause.append("; probabilities fixed(").append(frequent(shares)).append(')');
    }
    clause.append("; first ").append(text(bits(scales, "patch_embed.proj")));
    return clause.append("; last ").append(text(bits(scales, "head"))).append("; }").toString();
  }

  private static int bits(FoundScales scales, String layer) {
    return Optional.ofNullable(scales.layers().get(layer)).map(WeightFormat::bits).orElse(8);
  }

  private static int frequent(List<Integer> bits) {
    return RecognisedVit.frequent(bits).getFirst();
  }

  private static String text(int bits) {
    return bits == 1 ? "binary" : "fixed(" + bits + ")";
  }
}
