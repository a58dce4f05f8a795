package dev.vitcc.cli.load;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.weights.NominalWeights;
import dev.vitcc.passes.format.FormatPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The text of a `.vit` file.
///
/// @param folder that paths of the model are relative to
public record ModelText(SourceText source, Path folder) {
  private static final long LARGEST_FILE = 16 << 20;

  /// @throws CompileException if there is no such file, or it is no text
  public static ModelText read(Path file) {
    SourceText source = SourceText.decode(file.toString(), bytes(file));
    return new ModelText(source, Optional.ofNullable(file.getParent()).orElse(Path.of("")));
  }

  /// The names of its constants.
  public List<String> constants() {
    return new VitFrontend().constants(source);
  }

  /// The model with other values of some constants, and without its weights: others stand in their
  /// place.
  ///
  /// @param overrides what the command line changes in the request
  /// @throws CompileException with everything that is wrong
  public LoadedModel variant(
      Map<String, String> constants, UnaryOperator<CompileRequest> overrides) {
    SourceModel variant = new VitFrontend().parse(source, constants);
    CompileRequest request = overrides.apply(variant.request());
    NominalWeights weights = NominalWeights.of(LoadModel.needed(variant.graph(), request).all());
    return new LoadedModel(
        variant,
        request,
        new Model(variant.graph(), weights.asParameters()),
        LoadModel.board(request.target(), folder),
        FormatPlan.of(request.quantize()),
        folder);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file, "is a folder, expected a .vit file");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw unreadable(file, "has more than " + LARGEST_FILE + " bytes, so it is no model");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (IOException e) {
      throw unreadable(file, "can't be read: " + e.getMessage());
    }
  }

  private static CompileException unreadable(Path file, String why) {
    return new CompileException(ModelsCode.FILE_UNREADABLE.in(file.toString(), why));
  }
}
