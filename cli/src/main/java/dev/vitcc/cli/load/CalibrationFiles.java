package dev.vitcc.cli.load;

import dev.vitcc.passes.quantize.Range;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.tools.KeptText;
import dev.vitcc.testbenches.tools.UserCache;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps the ranges of calibration in a folder, a text file for each key: node, least, greatest.
///
/// A cache that can't be read or written is none: the compile goes on without.
///
/// @param folder made when something is kept; may be deleted at any time
public record CalibrationFiles(Path folder) implements RangeCache {
  /// The cache of this user.
  public static CalibrationFiles ofUser() {
    return new CalibrationFiles(UserCache.folder().resolve("calibrations"));
  }

  @Override
  public Optional<Map<String, Range>> find(String key) {
    return file(key).find().map(CalibrationFiles::ranges);
  }

  private static Map<String, Range> ranges(String text) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.split(" ", -1);
      ranges.put(
          fields[0], new Range(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
    }
    return ranges;
  }

  @Override
  public void keep(String key, Map<String, Range> ranges) {
    if (file(key).find().isPresent()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    ranges.forEach(
        (node, range) -> text.append("%s %s %s\n".formatted(node, range.low(), range.high())));
    file(key).keep(text.toString());
  }

  private KeptText file(String key) {
    return new KeptText(folder.resolve(key + ".ranges"));
  }
}
