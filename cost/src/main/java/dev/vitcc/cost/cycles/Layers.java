package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The layers of a program, and which command belongs to which.
///
/// Parameters and tiles belong to the layer of the matrix command before them, all else to that of
/// the one behind it.
final class Layers {
  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final long[] words;

  Layers(Program program) {
    for (Command command : program.commands()) {
      if (command instanceof MatrixGroup group) {
        indices.putIfAbsent(group.layer(), indices.size());
      }
    }
    words = new long[indices.size()];
    int commandWords = StreamWords.command(program.engine());
    int layer = 0;
    long waiting = 0;
    for (Command command : program.commands()) {
      long count = (long) commandWords + StreamWords.payload(program.engine(), command);
      if (command instanceof MatrixGroup group) {
        layer = index(group);
        words[layer] += waiting + count;
        waiting = 0;
      } else if (command instanceof LoadParameters || command instanceof LoadTiles) {
        words[layer] += count;
      } else {
        waiting += count;
      }
    }
  }

  int index(MatrixGroup group) {
    return indices.getOrDefault(group.layer(), 0);
  }

  int count() {
    return indices.size();
  }

  List<String> names() {
    return new ArrayList<>(indices.keySet());
  }

  /// Words of the stream that belong to a layer.
  long words(int layer) {
    return words[layer];
  }
}
