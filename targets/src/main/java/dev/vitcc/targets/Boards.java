package dev.vitcc.targets;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The boards that vitcc knows, and the reader of boards that it does not.
public final class Boards {
  private static final long LARGEST_FILE = 1 << 20;
  private static final List<String> NAMES =
      List.of(
          "kv260", "pynq_z2", "u200", "u250", "u280", "ultra96", "vck190", "zc706", "zcu102",
          "zcu104");

  private Boards() {}

  /// The names of the known boards, in order of the alphabet.
  public static List<String> names() {
    return NAMES;
  }

  /// The known boards, by name.
  public static List<Board> list() {
    return NAMES.stream().map(Boards::known).toList();
  }

  /// The known board of that name.
  public static Optional<Board> find(String name) {
    return NAMES.contains(name) ? Optional.of(known(name)) : Optional.empty();
  }

  /// The known board of that name, as something at `location` asks for it.
  ///
  /// @throws CompileException with `UNKNOWN_BOARD`, and the name probably meant, if there is none
  public static Board find(String name, SourceLocation location) {
    return find(name).orElseThrow(() -> new CompileException(unknown(name, location)));
  }

  /// The board in a user's file.
  ///
  /// @throws CompileException if it can't be read, with everything that is wrong with it
  public static Board read(Path file) {
    String name = file.toString();
    try {
      if (!Files.isRegularFile(file)) {
        throw unreadable(name, Files.exists(file) ? "it is not a file" : "there is no such file");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw unreadable(name, "it is larger than " + LARGEST_FILE + " bytes");
      }
      return BoardReader.read(name, Files.readString(file));
    } catch (MalformedInputException e) {
      throw unreadable(name, "it is not UTF-8");
    } catch (IOException e) {
      throw unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  private static Board known(String name) {
    String resource = "boards/" + name + ".json";
    try (InputStream in = Boards.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return BoardReader.read(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Diagnostic unknown(String name, SourceLocation location) {
    Diagnostic error =
        Diagnostic.error(TargetsCode.UNKNOWN_BOARD, location, "unknown board '" + name + "'");
    return error.withHint(
        NearestName.hint(name, NAMES).orElse("known boards are " + String.join(", ", NAMES)));
  }

  private static CompileException unreadable(String name, String why) {
    return new CompileException(
        Diagnostic.error(
            TargetsCode.BOARD_UNREADABLE,
            SourceLocation.ofFile(name),
            "the board file can't be read: " + why));
  }
}
