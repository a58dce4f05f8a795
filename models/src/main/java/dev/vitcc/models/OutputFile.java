package dev.vitcc.models;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file as a whole or not at all: beside its place first, then moved there.
public final class OutputFile {
  private OutputFile() {}

  /// What goes into the file.
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file, replacing an older one.
  ///
  /// @throws CompileException with [ModelsCode#OUTPUT] if that fails
  public static void write(Path path, Body body) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw failed(path, "its folder does not exist");
    }
    try {
      Path beside = folder.resolve("." + path.getFileName() + ".partial");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
          body.writeTo(out);
        }
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw failed(path, String.valueOf(e.getMessage()));
    }
  }

  private static CompileException failed(Path path, String why) {
    return new CompileException(ModelsCode.OUTPUT.in(path.toString(), "can't be written: " + why));
  }
}
