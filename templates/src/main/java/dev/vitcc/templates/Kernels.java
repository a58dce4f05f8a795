package dev.vitcc.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The fixed, hand-written files of a design: SystemVerilog units (`rtl`), the testbench's sources
/// (`sim`) and the HLS kernels (`hls`), emitted as they are.
public final class Kernels {
  private Kernels() {}

  /// The names of a folder's files, in alphabetical order, such as `matrix_unit.sv`. Template
  /// groups are not among them.
  ///
  /// @throws IllegalArgumentException if there is no such folder
  public static List<String> list(String folder) {
    try {
      return list(
          Path.of(Kernels.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Resources can't be listed, so this looks where this class itself comes from: a folder or a
  /// jar.
  static List<String> list(Path origin, String folder) throws IOException {
    if (Files.isDirectory(origin)) {
      return filesOf(origin.resolve(folder), folder);
    }
    try (FileSystem jar = FileSystems.newFileSystem(origin)) {
      return filesOf(jar.getPath(folder), folder);
    }
  }

  private static List<String> filesOf(Path directory, String folder) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("no kernel folder " + folder);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".stg"))
          .sorted()
          .toList();
    }
  }

  /// The text of one file, such as `read("rtl", "matrix_unit.sv")`.
  ///
  /// @throws IllegalArgumentException if there is no such file
  public static String read(String folder, String name) {
    String resource = "/" + folder + "/" + name;
    try (InputStream in = Kernels.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no kernel " + resource.substring(1));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
