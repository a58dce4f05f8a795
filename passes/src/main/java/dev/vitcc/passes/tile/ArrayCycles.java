package dev.vitcc.passes.tile;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a frame takes if every multiplier that a layer can use is busy in every cycle.
public final class ArrayCycles {
  private ArrayCycles() {}

  /// Multiplications of each layer ÷ those that its columns do a cycle, added up.
  public static double of(Program program, Graph graph) {
    Engine engine = program.engine();
    Set<String> mixed =
        program.commands().stream()
            .filter(MatrixGroup.class::isInstance)
            .map(MatrixGroup.class::cast)
            .filter(group -> group.stationary() == StationarySource.MIXED)
            .map(MatrixGroup::layer)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var uses = graph.uses();
    double cycles = 0;
    for (Node node : graph.nodes()) {
      boolean isMixed =
          uses.getOrDefault(node.name(), List.of()).stream()
              .anyMatch(user -> mixed.contains(user.name()));
      int columns = isMixed ? engine.pn() : engine.wideColumns();
      cycles += TileAndUnroll.macs(graph, node) / ((double) engine.pm() * engine.pk() * columns);
    }
    return cycles;
  }
}
