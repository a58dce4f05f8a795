package dev.vitcc.passes.tile;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.request.EngineParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// All engines that can be built for a model behind a board's ports, and that a user's pins allow.
///
/// A pinned value is taken as it is, so that what is wrong with it can be said.
///
/// @param pins what the user fixed
/// @param ports that the board has, at most
/// @param portBits of each
public record EngineSpace(
    ModelExtents extents, Map<EngineParameter, Integer> pins, int ports, int portBits) {
  private static final int STEP = 8;
  private static final int MOST = 128;
  private static final List<Integer> ROWS = List.of(1, 2, 4);

  /// The legal ones.
  public List<Engine> engines() {
    return all().stream().filter(engine -> violations(engine).isEmpty()).toList();
  }

  /// What is wrong with the engine that is nearest to the pins, where none is legal.
  public List<String> violations() {
    return all().stream()
        .map(this::violations)
        .min((a, b) -> Integer.compare(a.size(), b.size()))
        .orElse(List.of("engine: nothing fits these parameters"));
  }

  private List<String> violations(Engine engine) {
    List<String> violations = new ArrayList<>(EngineRules.violations(engine));
    extents.violation(engine.pm()).ifPresent(violations::add);
    return violations;
  }

  private List<Engine> all() {
    List<Engine> engines = new ArrayList<>();
    for (int pm : values(EngineParameter.PM, ROWS)) {
      for (int pk : values(EngineParameter.PK, multiples())) {
        for (int pn : values(EngineParameter.PN, multiples())) {
          if (pk % pn == 0 || pn % pk == 0 || isPinned(pk, pn)) {
            add(engines, pm, pk, pn);
          }
        }
      }
    }
    return engines;
  }

  private boolean isPinned(int pk, int pn) {
    return pins.getOrDefault(EngineParameter.PK, 0) == pk
        && pins.getOrDefault(EngineParameter.PN, 0) == pn;
  }

  private void add(List<Engine> engines, int pm, int pk, int pn) {
    List<Integer> drains = IntStream.rangeClosed(1, pn).filter(d -> pn % d == 0).boxed().toList();
    List<Integer> lanes = drains.stream().map(columns -> pm * columns).toList();
    List<Integer> counts = IntStream.rangeClosed(1, ports).boxed().toList();
    int axi = pins.getOrDefault(EngineParameter.AXI, portBits);
    for (int lane : values(EngineParameter.LANES, lanes)) {
      for (int count : values(EngineParameter.PORTS, counts)) {
        engines.add(extents.engine(EngineShape.of(pm, pk, pn, lane, axi, count)));
      }
    }
  }

  private List<Integer> values(EngineParameter parameter, List<Integer> free) {
    Integer pinned = pins.get(parameter);
    return pinned == null ? free : List.of(pinned);
  }

  private static List<Integer> multiples() {
    return IntStream.rangeClosed(1, MOST / STEP).map(i -> STEP * i).boxed().toList();
  }
}
