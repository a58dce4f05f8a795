package dev.vitcc.models.onnx;

import dev.vitcc.models.MappedFile;
import dev.vitcc.models.onnx.Wire.Malformed;
import java.lang.foreign.MemorySegment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files beside an ONNX file that hold its large tensors.
final class ExternalData {
  private final Path folder;
  private final Map<String, MappedFile> files = new LinkedHashMap<>();

  /// @param folder of the ONNX file, which locations are relative to and may not leave
  ExternalData(Path folder) {
    this.folder = folder;
  }

  /// The bytes of a tensor.
  ///
  /// @throws Malformed if they aren't there
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't be read
  MemorySegment find(String tensor, Map<String, String> entries, long bytes) {
    String location = entries.getOrDefault("location", "");
    long offset = number(tensor, entries.getOrDefault("offset", "0"));
    long length = number(tensor, entries.getOrDefault("length", Long.toString(bytes)));
    MappedFile file = files.computeIfAbsent(location, name -> open(tensor, name));
    if (offset > file.size() || length > file.size() - offset) {
      throw new Malformed(
          "tensor '%s' lies at bytes %d to %d of '%s', which has %d"
              .formatted(tensor, offset, offset + length, location, file.size()));
    }
    return file.bytes().asSlice(offset, length);
  }

  private MappedFile open(String tensor, String location) {
    try {
      Path path = Path.of(location);
      Path inside = folder.resolve(path).normalize();
      if (!location.isEmpty() && !path.isAbsolute() && inside.startsWith(folder.normalize())) {
        return MappedFile.open(inside);
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new Malformed(
        "tensor '%s' is in '%s', expected a file beside the model"
            .formatted(tensor, location.replaceAll("\\p{Cntrl}", "?")));
  }

  private static long number(String tensor, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new Malformed("tensor '%s' lies at '%s', which is no number".formatted(tensor, text));
    }
    return Long.parseLong(text);
  }
}
