package dev.vitcc.passes.tile;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The loops that the layers of a model become on an engine, as text.
///
/// ```
/// block0.mlp.fc1 {
///   for n = 12 tiles of 64, weights stationary
///     for k = 3 tiles of 64
///       for m = 197 rows, 1 at a time
///         unroll m 1, k 64, n 64
/// }
/// ```
public final class LoopNests {
  private LoopNests() {}

  /// The loops of all layers, in the order in which they run.
  public static String print(Program program) {
    Engine engine = program.engine();
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "loops %s on %d x %d x %s, %d lanes, %d ports of %d bits {\n",
            program.name(),
            engine.pm(),
            engine.pk(),
            engine.columnsText(),
            engine.lanes(),
            engine.ports(),
            engine.axiBits()));
    Map<String, Integer> heads = heads(program);
    layers(program)
        .forEach(
            (name, groups) -> text.append(nest(name, heads.getOrDefault(name, 1), groups, engine)));
    return text.append("}\n").toString();
  }

  private static Map<String, List<MatrixGroup>> layers(Program program) {
    Map<String, List<MatrixGroup>> layers = new LinkedHashMap<>();
    for (Command command : program.commands()) {
      if (command instanceof MatrixGroup group) {
        layers.computeIfAbsent(group.layer(), name -> new ArrayList<>()).add(group);
      }
    }
    return layers;
  }

  private static Map<String, Integer> heads(Program program) {
    Map<String, Integer> heads = new LinkedHashMap<>();
    for (Command command : program.commands()) {
      if (command instanceof VectorGroup group) {
        heads.merge(group.slice().node(), group.slice().head() + 1, Math::max);
      }
    }
    return heads;
  }

  private static String nest(String name, int heads, List<MatrixGroup> groups, Engine engine) {
    MatrixGroup first = groups.getFirst();
    int depths = groups.stream().mapToInt(g -> g.tiles()).sum();
    int columns = (int) groups.stream().filter(MatrixGroup::last).count();
    String lanes =
        first.stationary() == StationarySource.MIXED
            ? engine.columnsText()
            : Integer.toString(engine.wideColumns());
    List<String> loops = new ArrayList<>();
    if (heads > 1) {
      loops.add(format("for h = %d heads", heads));
    }
    loops.add(
        format(
            "for n = %d tiles of %s, %s stationary",
            columns / heads, lanes, stationary(first.stationary())));
    loops.add(format("for k = %d tiles of %d", depths / columns, engine.pk()));
    loops.add(format("for m = %d rows, %d at a time", first.rows(), engine.pm()));
    loops.add(format("unroll m %d, k %d, n %s", engine.pm(), engine.pk(), lanes));
    StringBuilder text = new StringBuilder("  " + name + " {\n");
    for (int depth = 0; depth < loops.size(); depth++) {
      text.append("  ".repeat(depth + 2)).append(loops.get(depth)).append('\n');
    }
    return text.append("  }\n").toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String stationary(StationarySource source) {
    return switch (source) {
      case WEIGHTS, MIXED -> "weights";
      case KEYS -> "keys";
      case VALUES -> "values";
    };
  }
}
