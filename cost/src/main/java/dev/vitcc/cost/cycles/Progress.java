package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.LoadTable;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `vitcc_progress`: when which row of which vector command counted as done.
///
/// Rows are kept for the commands that others wait for, the end for all.
final class Progress {
  private final int[] first;
  private final int[] start;
  private final int[] rows;
  private final long[] ends;
  private final long[] times;
  private long latest = Times.START;

  Progress(Program program) {
    int pm = program.engine().pm();
    List<VectorGroup> groups = new ArrayList<>();
    for (Command command : program.commands()) {
      if (command instanceof VectorGroup group) {
        groups.add(group);
      }
    }
    boolean[] needed = needed(program, groups.size());
    first = new int[groups.size()];
    start = new int[groups.size()];
    rows = new int[groups.size()];
    ends = new long[groups.size()];
    Arrays.fill(ends, Times.UNKNOWN);
    int total = 0;
    for (int i = 0; i < rows.length; i++) {
      first[i] = groups.get(i).row() / pm;
      rows[i] = Engine.ceilDiv(groups.get(i).rows(), pm);
      start[i] = needed[i] ? total : -1;
      total += needed[i] ? rows[i] : 0;
    }
    times = new long[total];
  }

  private static boolean[] needed(Program program, int groups) {
    boolean[] needed = new boolean[groups];
    for (Command command : program.commands()) {
      if (command instanceof MatrixGroup matrix) {
        if (matrix.needStream() >= 0) {
          needed[matrix.needStream()] = true;
        }
        if (matrix.needStationary() >= 0) {
          needed[matrix.needStationary()] = true;
        }
      } else if (command instanceof LoadTable table && table.waitGroups() > groups) {
        throw new IllegalArgumentException("a table waits for a group that is not there");
      }
    }
    return needed;
  }

  /// Row groups of a vector command.
  int rows(int group) {
    return rows[group];
  }

  /// Enters a row that leaves `exit` cycles after its last beat, or later if others are ahead.
  ///
  /// @param row of its command, or -1 for one without rows
  /// @param exits the cycles of its class's exit and of those after it
  void enter(int group, int row, long beat, int[] exits) {
    long leaves = beat + exits[exits.length - 1];
    for (int exit : exits) {
      if (latest < beat + exit) {
        leaves = beat + exit;
        break;
      }
    }
    latest = leaves;
    if (start[group] >= 0 && row >= 0) {
      times[start[group] + row] = leaves;
    }
    if (row == rows[group] - 1) {
      ends[group] = leaves;
    }
  }

  /// The first cycle in which a vector command counts as done.
  long end(int group) {
    return group < 0 ? Times.START : ends[group];
  }

  /// The first cycle in which a row group, by its place in memory, of a vector command counts.
  long row(int group, int place) {
    if (group < 0) {
      return Times.START;
    }
    int row = Math.clamp(place - first[group], 0, rows[group] - 1);
    return times[start[group] + row];
  }

  /// When the last row left.
  long latest() {
    return latest;
  }
}
