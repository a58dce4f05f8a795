package dev.vitcc.cli.load;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.WeightsClause;
import dev.vitcc.models.ModelsCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Hashes everything that the accuracy of a model depends on: the content of each file that it
/// names, wherever the files lie.
public final class EvaluationKey {
  private static final int BUFFER = 1 << 16;

  /// Hashes of files, which several models may share.
  private final Map<Path, String> known = new LinkedHashMap<>();

  /// @param file the model's
  /// @param clause the images that are measured on, and their labels
  /// @param more what else makes a difference: vitcc's version, what is measured
  /// @throws CompileException if a file can't be read
  public String of(Path file, LoadedModel loaded, EvaluateClause clause, String more) {
    MessageDigest digest = sha256();
    digest.update(more.getBytes(StandardCharsets.UTF_8));
    List<Path> paths = new ArrayList<>(List.of(file));
    for (String named : named(loaded.request(), clause)) {
      paths.add(loaded.folder().resolve(named));
    }
    for (Path path : paths) {
      String content = known.computeIfAbsent(path.toAbsolutePath(), EvaluationKey::content);
      digest.update(content.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<String> named(CompileRequest request, EvaluateClause clause) {
    List<String> paths = new ArrayList<>(List.of(clause.images(), clause.labels()));
    if (request.weights().source() instanceof WeightsClause.Files files) {
      paths.addAll(files.paths());
    }
    request.calibrate().images().ifPresent(paths::add);
    request.scales().ifPresent(scales -> paths.add(scales.path()));
    if (request.target().board().value() instanceof TargetClause.Described board) {
      paths.add(board.path());
    }
    return paths;
  }

  /// Of a file, or of all files of a folder in the order of their names.
  private static String content(Path path) {
    MessageDigest digest = sha256();
    try {
      for (Path file : Files.isDirectory(path) ? filesOf(path) : List.of(path)) {
        try (InputStream in = Files.newInputStream(file)) {
          byte[] buffer = new byte[BUFFER];
          for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
          }
        }
        // Ends are told apart by the length, which no content can imitate.
        digest.update((" " + Files.size(file)).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new CompileException(
          ModelsCode.FILE_UNREADABLE.in(path.toString(), "can't be read: " + e.getMessage()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
          .toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
