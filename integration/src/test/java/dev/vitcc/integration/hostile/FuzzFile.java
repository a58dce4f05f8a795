package dev.vitcc.integration.hostile;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Reads bytes as a file of a format: it is read, or refused with diagnostics.
///
/// Jazzer calls `fuzzerTestOneInput`; `vitcc.fuzz` says which format, `vitcc.fuzz.folder` where the
/// file is written each time.
public final class FuzzFile {
  private FuzzFile() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    String format = System.getProperty("vitcc.fuzz", "");
    Path folder = Path.of(System.getProperty("vitcc.fuzz.folder", "."));
    read(FileFormat.valueOf(format.toUpperCase(Locale.ROOT)), bytes, folder);
  }

  /// Whether it was read. What is neither read nor refused is thrown.
  static boolean read(FileFormat format, byte[] bytes, Path folder) throws IOException {
    Path file = folder.resolve(format.fileName());
    Files.write(file, bytes);
    try {
      format.read(file);
      return true;
    } catch (CompileException refused) {
      if (refused.diagnostics().isEmpty() || refused.diagnostics().getFirst().message().isBlank()) {
        throw new IllegalStateException("refused without a word", refused);
      }
      return false;
    }
  }
}
