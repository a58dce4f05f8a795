package dev.vitcc.integration;

import dev.vitcc.fuzz.check.SharedEngine;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.tile.EngineShape;
import dev.vitcc.passes.tile.ModelExtents;
import java.util.List;
import java.util.stream.Stream;

/// The parameters of an engine that a test pins; its memories are sized for the model.
///
/// @param lanes results drained a cycle
/// @param axi bits of each port
record EngineSpec(int pm, int pk, int pn, int lanes, int axi, int ports) {
  /// The smallest there is.
  static final EngineSpec LEAST = new EngineSpec(1, 8, 8, 4, 64, 1);

  /// As different as eight small ones can be.
  private static final List<EngineSpec> VARIED =
      List.of(
          LEAST,
          new EngineSpec(1, 16, 8, 8, 32, 1), // four beats a word
          new EngineSpec(2, 8, 16, 8, 128, 2), // four words a beat
          new EngineSpec(4, 8, 8, 32, 128, 1),
          new EngineSpec(1, 24, 24, 8, 64, 3), // no powers of two, a third of a row a cycle
          new EngineSpec(2, 24, 8, 8, 128, 3),
          new EngineSpec(4, 8, 16, 16, 32, 4),
          new EngineSpec(1, 32, 8, 8, 256, 2));

  /// Those that take longest to compile.
  private static final List<EngineSpec> SLOW = VARIED.subList(5, 7);

  /// The engines of `make test`.
  static final List<EngineSpec> DAILY =
      VARIED.stream().filter(spec -> !SLOW.contains(spec)).toList();

  /// Those of them that are simulated with codes of fewer bits and gains of columns, too.
  static final List<EngineSpec> NARROW = List.of(LEAST, DAILY.get(2));

  private static final List<EngineSpec> LARGER =
      List.of(
          new EngineSpec(1, 8, 8, 8, 512, 1),
          new EngineSpec(1, 8, 32, 16, 32, 1),
          new EngineSpec(1, 8, 64, 64, 64, 1),
          new EngineSpec(1, 16, 16, 16, 128, 1),
          new EngineSpec(1, 16, 16, 4, 32, 8),
          new EngineSpec(1, 16, 32, 32, 128, 2),
          new EngineSpec(1, 32, 32, 8, 128, 2),
          new EngineSpec(1, 48, 24, 12, 32, 3),
          new EngineSpec(1, 24, 48, 24, 64, 3),
          new EngineSpec(1, 40, 40, 20, 64, 5),
          new EngineSpec(1, 64, 16, 16, 128, 4),
          new EngineSpec(2, 8, 8, 8, 32, 1),
          new EngineSpec(2, 16, 16, 32, 256, 1),
          new EngineSpec(2, 48, 48, 24, 128, 3),
          new EngineSpec(2, 32, 16, 16, 64, 4),
          new EngineSpec(4, 16, 16, 64, 128, 1),
          new EngineSpec(4, 8, 32, 16, 64, 2),
          new EngineSpec(4, 24, 24, 48, 64, 3),
          new EngineSpec(4, 32, 8, 32, 128, 2));

  /// The others, larger ones too, for `make nightly`.
  static final List<EngineSpec> NIGHTLY = Stream.concat(SLOW.stream(), LARGER.stream()).toList();

  /// Lines that models on an engine have in place of tables.
  private static final List<Lines> LINES =
      List.of(new Lines(5, 7, 12), new Lines(7, 0, 4), new Lines(6, 4, 16), Lines.NONE);

  /// Of the narrow models on this engine.
  Lines lines() {
    return LINES.get(all().indexOf(this) % LINES.size());
  }

  /// Of the narrow models on this engine.
  Exponential exponential() {
    return Exponential.values()[(all().indexOf(this) + 1) % Exponential.values().length];
  }

  static List<EngineSpec> all() {
    return Stream.concat(VARIED.stream(), LARGER.stream()).toList();
  }

  Engine engineFor(Graph graph) {
    return ModelExtents.of(graph).engine(EngineShape.of(pm, pk, pn, lanes, axi, ports));
  }

  /// An engine on which each of the models has room.
  Engine engineFor(List<Model> models) {
    return models.stream()
        .map(model -> engineFor(model.graph()))
        .reduce(SharedEngine::of)
        .orElseThrow();
  }

  /// Whether the second token can be selected: only rows that are multiples of pm can.
  boolean takesDistilled() {
    return pm == 1;
  }

  @Override
  public String toString() {
    return "%d x %d x %d, %d lanes, %d x %d bits".formatted(pm, pk, pn, lanes, ports, axi);
  }
}
