package dev.vitcc.integration.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitcc.frontend.SourceText;
import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.fuzz.shrink.CaseFile;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.text.ModelText;
import dev.vitcc.models.images.ImageInput;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Images;
import dev.vitcc.models.images.Labels;
import dev.vitcc.models.imports.ImportOptions;
import dev.vitcc.models.imports.ModelImport;
import dev.vitcc.models.onnx.OnnxFile;
import dev.vitcc.models.scales.ScalesFile;
import dev.vitcc.models.weights.Checkpoint;
import dev.vitcc.models.weights.Safetensors;
import dev.vitcc.targets.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What vitcc reads that others wrote, each with all that is done to read it.
enum FileFormat {
  VIT("model.vit") {
    @Override
    void read(Path file) throws IOException {
      new VitFrontend().parse("model.vit", Files.readAllBytes(file));
    }
  },
  IR("model.ir") {
    @Override
    void read(Path file) throws IOException {
      ModelText.parse("model.ir", new String(Files.readAllBytes(file), UTF_8));
    }
  },
  SAFETENSORS("model.safetensors") {
    @Override
    void read(Path file) {
      Safetensors tensors = Safetensors.open(file);
      tensors.tensors().values().stream()
          .filter(tensor -> tensor.type().readable())
          .forEach(tensor -> tensors.read(tensor.name()));
    }
  },
  INDEX("model.safetensors.index.json") {
    @Override
    void read(Path file) {
      Checkpoint.open(file);
    }
  },
  NPY("images.npy") {
    @Override
    void read(Path file) {
      readImages(file);
    }
  },
  IDX("images.idx3-ubyte") {
    @Override
    void read(Path file) {
      readImages(file);
    }
  },
  LABELS("labels.npy") {
    @Override
    void read(Path file) {
      Labels.read(file, 4, 10);
    }
  },
  PNG("image.png") {
    @Override
    void read(Path file) {
      readImages(file);
    }
  },
  JPEG("image.jpg") {
    @Override
    void read(Path file) {
      readImages(file);
    }
  },
  ONNX("model.onnx") {
    @Override
    void read(Path file) {
      OnnxFile.read(file);
    }
  },
  IMPORT("import.onnx") {
    @Override
    void read(Path file) {
      importModel(file);
    }
  },
  CONFIG("config.json") {
    @Override
    void read(Path file) {
      importModel(file.resolveSibling(""));
    }
  },
  SCALES("scales.json") {
    @Override
    void read(Path file) {
      ScalesFile.read(file);
    }
  },
  BOARD("board.json") {
    @Override
    void read(Path file) {
      Boards.read(file);
    }
  },
  UTILIZATION("utilization.rpt") {
    @Override
    void read(Path file) throws IOException {
      VendorFolder.readUtilization(file);
    }
  },
  TIMING("timing.rpt") {
    @Override
    void read(Path file) throws IOException {
      VendorFolder.readTiming(file);
    }
  },
  CSYNTH("csynth.xml") {
    @Override
    void read(Path file) throws IOException {
      VendorFolder.readHls(file);
    }
  },
  CASE("found.case") {
    @Override
    void read(Path file) throws IOException {
      CaseFile.parse(
          "found.case", SourceText.decode("found.case", Files.readAllBytes(file)).text());
    }
  };

  private final String fileName;

  FileFormat(String fileName) {
    this.fileName = fileName;
  }

  abstract void read(Path file) throws IOException;

  /// Whether its seeds are read without other files beside them, and have all that is needed.
  boolean standsAlone() {
    return switch (this) {
      case INDEX, CONFIG, IMPORT -> false;
      case VIT, IR, SAFETENSORS, NPY, IDX, LABELS, PNG, JPEG, ONNX, SCALES, BOARD -> true;
      case UTILIZATION, TIMING, CSYNTH, CASE -> true;
    };
  }

  String fileName() {
    return fileName;
  }

  private static void readImages(Path file) {
    ImageSet images = Images.open(file, ImageInput.exactly(1, 8, 8));
    for (int i = 0; i < Math.min(images.count(), 3); i++) {
      switch (images) {
        case ImageSet.Raw raw -> raw.image(i);
        case ImageSet.Normalized normalized -> normalized.image(i);
      }
    }
  }

  private static void importModel(Path path) {
    ModelImport.run(path, ImportOptions.of(path.resolveSibling("imported.vit")), new Diagnostics());
  }
}
