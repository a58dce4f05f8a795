package dev.vitcc.passes.tile;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.request.EngineParameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All engines that can be built for a model behind a board's ports, and that a user's pins allow.
///
/// A pinned value is taken as it is, so that what is wrong with it can be said.
///
/// @param pins what the user fixed
/// @param ports that the board has, at most
/// @param portBits of each
/// @param narrow columns that the model has work for
public record EngineSpace(
    ModelExtents extents,
    Map<EngineParameter, Integer> pins,
    int ports,
    int portBits,
    NarrowNeeds narrow) {
  private static final int STEP = 8;
  private static final int MOST = 128;
  private static final int NARROW_STEP = 16;
  private static final int MOST_NARROW = 248;
  private static final List<Integer> ROWS = List.of(1, 2, 4);

  /// The legal ones.
  public List<Engine> engines() {
    return pinned().filter(engine -> violations(engine).isEmpty()).toList();
  }

  private Stream<Engine> pinned() {
    return Stream.concat(all().stream(), narrowed())
        .filter(engine -> hasPinned(engine.formats().narrowColumns()));
  }

  private boolean hasPinned(int narrowColumns) {
    return pins.getOrDefault(EngineParameter.NARROW, narrowColumns) == narrowColumns;
  }

  /// What is wrong with the engine that is nearest to the pins, where none is legal.
  public List<String> violations() {
    return pinned()
        .map(this::violations)
        .min(Comparator.comparingInt(List::size))
        .orElseGet(() -> List.of("engine: nothing fits these parameters: " + why()));
  }

  private String why() {
    int columns = pins.getOrDefault(EngineParameter.NARROW, 0);
    return columns > 0 && narrow.columns(columns).isEmpty()
        ? "no rows of the weights are for narrow columns"
        : "expected pk and pn of which one divides the other, and 8 to 128 columns beside narrow ones";
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
            add(engines, pm, pk, pn, Formats.EIGHT_BITS);
          }
        }
      }
    }
    return engines;
  }

  /// Engines with narrow columns besides others.
  private Stream<Engine> narrowed() {
    List<Engine> engines = new ArrayList<>();
    List<Integer> free =
        IntStream.rangeClosed(1, MOST_NARROW / NARROW_STEP)
            .map(i -> NARROW_STEP * i)
            .boxed()
            .toList();
    List<Integer> counts =
        values(EngineParameter.NARROW, free).stream().filter(columns -> columns > 0).toList();
    for (int columns : counts) {
      for (Formats formats : narrow.columns(columns)) {
        for (int wide : multiples()) {
          int pn = wide + columns;
          if (pins.getOrDefault(EngineParameter.PN, pn) == pn) {
            addNarrowed(engines, pn, formats);
          }
        }
      }
    }
    return engines.stream();
  }

  private void addNarrowed(List<Engine> engines, int pn, Formats formats) {
    for (int pm : values(EngineParameter.PM, ROWS)) {
      for (int pk : values(EngineParameter.PK, multiples())) {
        add(engines, pm, pk, pn, formats);
      }
    }
  }

  private boolean isPinned(int pk, int pn) {
    return pins.getOrDefault(EngineParameter.PK, 0) == pk
        && pins.getOrDefault(EngineParameter.PN, 0) == pn;
  }

  private void add(List<Engine> engines, int pm, int pk, int pn, Formats formats) {
    int wide = pn - formats.narrowColumns();
    List<Integer> drains =
        IntStream.rangeClosed(1, wide)
            .filter(drained -> pn % drained == 0 && wide % drained == 0)
            .boxed()
            .toList();
    List<Integer> lanes = drains.stream().map(columns -> pm * columns).toList();
    List<Integer> counts = IntStream.rangeClosed(1, ports).boxed().toList();
    int axi = pins.getOrDefault(EngineParameter.AXI, portBits);
    for (int lane : values(EngineParameter.LANES, lanes)) {
      for (int count : values(EngineParameter.PORTS, counts)) {
        EngineShape shape = EngineShape.of(pm, pk, pn, lane, axi, count).with(formats);
        engines.add(extents.engine(shape));
        int rows = Engine.ceilDiv(extents.rows(), pm);
        if (formats.narrowColumns() > 0 && lane < pm * pn && rows > shape.resultDepth()) {
          engines.add(extents.engine(shape.withResults(rows)));
        }
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
