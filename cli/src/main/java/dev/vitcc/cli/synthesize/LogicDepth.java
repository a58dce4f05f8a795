package dev.vitcc.cli.synthesize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The longest path between registers or ports of one module, as `sta` of Yosys finds it: a measure
/// to compare units and versions by, and no clock rate. Delays are those of 7-series cells without
/// wires; paths end at the borders of modules, and through DSP blocks and block memories there are
/// none.
///
/// @param cells lookup tables, multiplexers and carry cells on the path
/// @param picoseconds their delays, and the flip-flop's
public record LogicDepth(int cells, int picoseconds) {
  private static final Pattern LATEST =
      Pattern.compile("Latest arrival time in '(\\S+)' is (\\d+):");
  private static final Pattern CELL = Pattern.compile(" +\\d+ \\S+ \\((\\w+)\\.\\w+->\\w+\\)");

  /// Reads the text of `sta`: the modules that have a path.
  static Map<String, LogicDepth> parse(List<String> lines) {
    Map<String, LogicDepth> depths = new LinkedHashMap<>();
    String module = "";
    for (String line : lines) {
      Matcher latest = LATEST.matcher(line);
      Matcher cell = CELL.matcher(line);
      LogicDepth depth = depths.get(module);
      if (latest.matches()) {
        module = latest.group(1);
        depths.put(module, new LogicDepth(0, Integer.parseInt(latest.group(2))));
      } else if (cell.matches() && depth != null && !cell.group(1).startsWith("FD")) {
        depths.put(module, new LogicDepth(depth.cells + 1, depth.picoseconds));
      } else if (line.isBlank()) {
        module = "";
      }
    }
    return depths;
  }

  static LogicDepth longer(LogicDepth a, LogicDepth b) {
    return a.picoseconds >= b.picoseconds ? a : b;
  }
}
