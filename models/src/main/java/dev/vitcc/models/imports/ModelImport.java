package dev.vitcc.models.imports;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.weights.Checkpoint;
import dev.vitcc.models.weights.Naming;
import dev.vitcc.models.weights.Safetensors;
import dev.vitcc.models.weights.WeightBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns a trained checkpoint into the text of a `.vit` file: `vitcc import`.
///
/// Takes a Hugging Face folder (`config.json` with `model_type`), a timm folder (`config.json` with
/// `architecture`), a safetensors file with timm's names, or an ONNX file ([OnnxImport]). The text
/// binds to the tensors: every one is accounted for before it is given out.
public final class ModelImport {
  private static final String CONFIG = "config.json";
  private static final String KEYWORDS =
      "model|input|const|block|repeat|output|return|weights|calibrate|evaluate|target|quantize"
          + "|prune|approximate";

  private final ImportOptions options;
  private final Diagnostics diagnostics;

  private ModelImport(ImportOptions options, Diagnostics diagnostics) {
    this.options = options;
    this.diagnostics = diagnostics;
  }

  /// The text of the model; warnings go to `diagnostics`.
  ///
  /// @throws CompileException with everything in `diagnostics` if something can't be mapped
  public static Imported run(Path path, ImportOptions options, Diagnostics diagnostics) {
    ModelImport run = new ModelImport(options, diagnostics);
    if (Files.isDirectory(path)) {
      return run.fromFolder(path);
    }
    return run.fromFile(path);
  }

  private Imported fromFolder(Path folder) {
    if (!Files.exists(folder.resolve(CONFIG))) {
      throw new CompileException(
          ModelsCode.IMPORT_CONFIG
              .in(folder.toString(), "the folder has no config.json")
              .withHint("name the .safetensors file itself if the checkpoint is timm's"));
    }
    Config config = Config.read(folder.resolve(CONFIG), diagnostics);
    List<Path> files = weights(folder);
    if (config.has("architecture") && !config.has("model_type")) {
      return timm(folder, files, config);
    }
    Checkpoint checkpoint = open(files);
    VitArchitecture vit = HuggingFaceImport.read(folder, config, checkpoint, diagnostics);
    return finish(new Found(folder, files, checkpoint, new Naming.HuggingFace()), vit);
  }

  private Imported fromFile(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".onnx")) {
      return OnnxImport.read(file, options, identifier(file), diagnostics);
    }
    if (name.endsWith(".bin") || name.endsWith(".pth") || name.endsWith(".pt")) {
      throw unsupported(
          file,
          "a pickle of PyTorch's can run any code when it is opened, so vitcc doesn't",
          "safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")");
    }
    return timm(file, List.of(file), Config.empty(file.toString(), diagnostics));
  }

  private Imported timm(Path path, List<Path> files, Config config) {
    Checkpoint checkpoint = open(files);
    VitArchitecture vit = TimmImport.read(checkpoint, options, config, diagnostics);
    return finish(new Found(path, files, checkpoint, new Naming.Timm()), vit);
  }

  private record Found(Path path, List<Path> files, Checkpoint checkpoint, Naming naming) {}

  private Imported finish(Found found, VitArchitecture vit) {
    SourceLocation where = SourceLocation.ofFile(found.path().toString());
    // Accounts for every tensor; throws with all diagnostics, also those from before.
    WeightBinding.bind(
        vit.parameters(),
        new WeightBinding.Clause(found.checkpoint(), found.naming(), where),
        diagnostics);
    VitArchitecture prepared = vit.with(prepared(found.path(), vit.input()));
    String name = identifier(found.path());
    String layout = found.naming().title();
    String origin =
        "Imported from '%s', %s."
            .formatted(
                fileName(found.path()),
                layout.equals("timm") ? "a timm checkpoint" : "a Hugging Face checkpoint");
    List<String> paths = found.files().stream().map(this::relative).toList();
    ModelText.Weights weights = new ModelText.Weights(paths, layout, List.of());
    return new Imported(ModelText.write(name, origin, prepared, weights), List.of());
  }

  private InputPreparation prepared(Path path, InputPreparation found) {
    return prepared(path, found, options, diagnostics);
  }

  /// What was found of images, and what the user says of them, which must fit.
  static InputPreparation prepared(
      Path path, InputPreparation found, ImportOptions options, Diagnostics diagnostics) {
    int channels = found.channels();
    for (List<Double> numbers :
        List.of(
            options.pixels().mean().orElse(List.of()), options.pixels().std().orElse(List.of()))) {
      if (numbers.size() > 1 && numbers.size() != channels) {
        diagnostics.add(
            ModelsCode.IMPORT_UNDECIDED.in(
                path.toString(),
                "%s has %d numbers, expected one or %d, as many as channels"
                    .formatted(numbers, numbers.size(), channels)));
      }
    }
    diagnostics.throwIfErrors();
    return found.with(options.pixels());
  }

  private static Checkpoint open(List<Path> files) {
    return Checkpoint.of(files.stream().map(Safetensors::open).toList());
  }

  private static List<Path> weights(Path folder) {
    Path whole = folder.resolve("model.safetensors");
    if (Files.exists(whole)) {
      return List.of(whole);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> shards =
          entries
              .filter(p -> fileName(p).matches("model-\\d+-of-\\d+\\.safetensors"))
              .sorted()
              .toList();
      if (!shards.isEmpty()) {
        return shards;
      }
    } catch (IOException e) {
      throw new CompileException(
          ModelsCode.FILE_UNREADABLE.in(folder.toString(), "can't be read: " + e.getMessage()));
    }
    throw new CompileException(
        ModelsCode.FILE_UNREADABLE.in(folder.toString(), "the folder has no model.safetensors"));
  }

  /// The path as the model file will name it, with slashes.
  private String relative(Path file) {
    Path from = Optional.ofNullable(options.output().toAbsolutePath().getParent()).orElseThrow();
    String text = from.normalize().relativize(file.toAbsolutePath().normalize()).toString();
    if (text.chars().anyMatch(c -> c == '"' || c < ' ')) {
      throw unsupported(
          file, "the path has a quotation mark or a control character in it", "rename the file");
    }
    return text.replace('\\', '/');
  }

  static String fileName(Path path) {
    Path normal = path.toAbsolutePath().normalize();
    String name = String.valueOf(normal.getFileName());
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  /// A name for the model that is no word of the language: `deit_tiny` of `deit-tiny.safetensors`.
  private static String identifier(Path path) {
    String stem = fileName(path).replaceFirst("\\.(safetensors|onnx)$", "");
    if (stem.equals("model")) {
      stem = fileName(path.resolve(".."));
    }
    String name = stem.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
    boolean plain = name.matches("[A-Za-z].*") && !name.matches(KEYWORDS);
    return plain ? name : "vit_" + name;
  }

  private static CompileException unsupported(Path path, String message, String hint) {
    return new CompileException(
        ModelsCode.IMPORT_UNSUPPORTED.in(path.toString(), message).withHint(hint));
  }
}
