package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.SelectTokens;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One frame, walked through tile by tile: stationary loader, streamer, vector unit; and before
/// each of them the dispatcher, as far as it can go.
final class Frame {
  private static final int DONE_STATES = 2; // StDrain and StDone of vitcc_sequencer

  private final Program program;
  private final Layers layers;
  private final Ledger ledger;
  private final Timeline timeline = new Timeline();
  private final Units units;
  private final Stream stream;
  private final Dispatcher dispatcher;
  private final Loader loader;
  private final VectorUnit vector;
  private final TokenUnit tokens;
  private final Streamer streamer;
  private final List<VectorGroup> vectorGroups;
  private final long words;
  private long cycles;

  Frame(Program program, MemoryModel memory) {
    this.program = program;
    Timing timing = Timing.of(program.engine());
    layers = new Layers(program);
    ledger = new Ledger(layers.count());
    words =
        program.commands().stream()
            .mapToLong(
                command -> timing.commandWords() + StreamWords.payload(program.engine(), command))
            .sum();
    stream = new Stream(program.engine(), memory, words);
    units = new Units(program, timing, new Store(program.engine(), memory, stream));
    dispatcher = new Dispatcher(program, stream, units, layers, timeline);
    loader = new Loader(program.engine(), units);
    vector = new VectorUnit(program.engine(), units, timing, ledger);
    tokens = units.tokens;
    streamer = new Streamer(program.engine(), units, stream, loader, vector, tokens, ledger);
    vectorGroups =
        program.commands().stream()
            .filter(VectorGroup.class::isInstance)
            .map(VectorGroup.class::cast)
            .toList();
  }

  /// Walks through all; returns the cycles.
  long run() {
    dispatcher.run();
    int index = 0;
    int drained = 0;
    int layer = 0;
    for (Command command : program.commands()) {
      if (command instanceof MatrixGroup group) {
        if (group.rows() == 0) {
          continue;
        }
        layer = layers.index(group);
        ledger.layer(layer);
        matrix(group, layer, index++, drained);
        drained += group.last() ? 1 : 0;
      } else if (command instanceof SelectTokens select) {
        tokens.begin(select);
      } else if (command instanceof VectorGroup group && group.rows() == 0) {
        vector.leaveOut();
        drained++;
        dispatcher.run();
      } else if (command instanceof VectorGroup group && group.gathers()) {
        timeline.add(WorkUnit.TOKENS, layer, tokens.heard(), tokens.decided());
        vector.gather(group, tokens);
        timeline.add(WorkUnit.VECTOR, layer, vector.first(), vector.last());
        drained++;
        dispatcher.run();
      }
    }
    long stored = units.store.finish();
    if (units.store.first() != Times.UNKNOWN) {
      timeline.add(WorkUnit.STORE, layer, units.store.first(), stored - 1);
    }
    long idle = Math.max(stored, units.progress.latest());
    idle = Math.max(Math.max(idle, units.tables.idle()), dispatcher.end() + Timing.SETTLE);
    cycles = Math.max(stream.quiet(), idle + 1) + DONE_STATES;
    return cycles;
  }

  private void matrix(MatrixGroup group, int layer, int index, int drained) {
    if (units.streamer.begin(index) == Times.UNKNOWN) {
      throw new IllegalStateException("matrix command " + index + " never comes");
    }
    streamer.begin(units.streamer.begin(index));
    for (int tile = 0; tile < group.tiles(); tile++) {
      boolean lastTile = tile == group.tiles() - 1;
      boolean weights =
          group.stationary() == StationarySource.WEIGHTS
              || group.stationary() == StationarySource.MIXED;
      if (weights && units.tiles.waiting() < loader.words(group)) {
        throw new IllegalStateException("weights of matrix command " + index + " never come");
      }
      loader.load(group, tile, units.loader.begin(index), streamer.begun());
      if (lastTile) {
        units.loader.finish(loader.last());
      }
      timeline.add(WorkUnit.LOADER, layer, loader.first(), loader.last());
      dispatcher.run();
      if (lastTile && group.last()) {
        vector.begin(vectorGroups.get(drained));
        streamer.lastTile(group, tile, vectorGroups.get(drained));
        timeline.add(WorkUnit.VECTOR, layer, vector.first(), vector.last());
      } else {
        streamer.tile(group, tile);
      }
      timeline.add(WorkUnit.MATRIX, layer, streamer.begun(), streamer.last());
    }
    if (group.source() == StreamSource.IMAGE && group.last()) {
      long there = stream.imageColumns(group.imageColumns());
      timeline.add(WorkUnit.IMAGE, layer, stream.imageFrom(), there);
    }
    units.streamer.finish(streamer.last());
    dispatcher.run();
  }

  CycleEstimate estimate() {
    Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    List<LayerCycles> list = new ArrayList<>();
    for (int layer = 0; layer < layers.count(); layer++) {
      for (Counter counter : Counter.values()) {
        counters.merge(counter, ledger.get(layer, counter), Long::sum);
      }
      list.add(layer(layer));
    }
    long finish = cycles - 1 - streamer.last();
    counters.merge(Counter.IDLE_COMMAND, finish, Long::sum);
    counters.put(Counter.CYCLES, cycles);
    counters.put(Counter.STREAM_WORDS, words);
    counters.put(Counter.STREAM_BLOCKED, stream.blocked());
    counters.put(Counter.STREAM_STARVED, dispatcher.end() + 1 - words - stream.blocked());
    counters.put(Counter.FRAMES, 1L);
    if (program.engine().formats().pruning().bounds()) {
      tokens.count(counters);
    }
    return new CycleEstimate(counters, list, timeline.stretches(), finish);
  }

  private LayerCycles layer(int layer) {
    return new LayerCycles(
        layers.names().get(layer),
        ledger.get(layer, Counter.ROWS),
        ledger.get(layer, Counter.IDLE_WEIGHTS),
        ledger.get(layer, Counter.IDLE_STATIONARY),
        ledger.get(layer, Counter.IDLE_OPERAND),
        ledger.get(layer, Counter.IDLE_CREDIT),
        ledger.get(layer, Counter.IDLE_COMMAND),
        ledger.get(layer, Counter.TILES),
        layers.words(layer),
        ledger.get(layer, Counter.DRAIN),
        ledger.get(layer, Counter.DRAIN_BLOCKED));
  }
}
