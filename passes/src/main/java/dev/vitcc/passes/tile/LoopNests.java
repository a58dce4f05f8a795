package dev.vitcc.passes.tile;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        "loops %s on %d x %d x %d, %d lanes, %d ports of %d bits {\n"
            .formatted(
                program.name(),
                engine.pm(),
                engine.pk(),
                engine.pn(),
                engine.lanes(),
                engine.ports(),
                engine.axiBits()));
    layers(program).forEach((name, groups) -> text.append(nest(name, groups, engine)));
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

  private static String nest(String name, List<MatrixGroup> groups, Engine engine) {
    MatrixGroup first = groups.getFirst();
    int depths = groups.stream().mapToInt(g -> g.tiles()).sum();
    int columns = (int) groups.stream().filter(MatrixGroup::last).count();
    return """
      %s {
        for n = %d tiles of %d, %s stationary
          for k = %d tiles of %d
            for m = %d rows, %d at a time
              unroll m %d, k %d, n %d
      }
    """
        .formatted(
            name,
            columns,
            engine.pn(),
            stationary(first.stationary()),
            depths / columns,
            engine.pk(),
            first.rows(),
            engine.pm(),
            engine.pm(),
            engine.pk(),
            engine.pn());
  }

  private static String stationary(StationarySource source) {
    return switch (source) {
      case WEIGHTS -> "weights";
      case KEYS -> "keys of a head";
      case VALUES -> "values of a head";
    };
  }
}
