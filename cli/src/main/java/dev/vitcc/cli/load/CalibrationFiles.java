package dev.vitcc.cli.load;

import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.tools.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps the ranges of calibration in a folder, a text file for each key: node, least, greatest.
///
/// A cache that can't be read or written is none: the compile goes on without.
///
/// @param folder made when something is kept; may be deleted at any time
public record CalibrationFiles(Path folder) implements RangeCache {
  private static final int FIELDS = 3;

  /// The cache of this user.
  public static CalibrationFiles ofUser() {
    return new CalibrationFiles(UserCache.folder().resolve("calibrations"));
  }

  @Override
  public Optional<Map<String, Range>> find(String key) {
    try {
      Map<String, Range> ranges = new LinkedHashMap<>();
      for (String line : Files.readAllLines(file(key))) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
          return Optional.empty();
        }
        ranges.put(
            fields[0], new Range(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
      }
      return ranges.isEmpty() ? Optional.empty() : Optional.of(ranges);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, Map<String, Range> ranges) {
    if (Files.exists(file(key))) {
      return;
    }
    StringBuilder text = new StringBuilder();
    ranges.forEach(
        (node, range) -> text.append("%s %s %s\n".formatted(node, range.low(), range.high())));
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, key, ".new");
      Files.writeString(written, text);
      Files.move(written, file(key), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return; // the next compile calibrates again
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".ranges");
  }
}
