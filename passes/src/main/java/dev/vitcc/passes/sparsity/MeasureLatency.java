package dev.vitcc.passes.sparsity;

import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.LayerCycles;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.SaturatingAdd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Fills a latency–sparsity table from the cycle model: a frame for each number of tokens, all of
/// them dropped in front of the first block that may have fewer.
///
/// What dropping takes is counted to that block. Cycles are stairs: tokens are keys, which fill
/// columns and rows of the array. So the table has both sides of each stair beside a coarse grid.
final class MeasureLatency {
  private static final int GRID = 16;
  private static final int OUTSIDE = -1;

  private final FrameCycles cycles;
  private final Prunable prunable;
  private final Map<String, Integer> blockOf;

  MeasureLatency(FrameCycles cycles) {
    this.cycles = cycles;
    this.prunable = cycles.prunable();
    this.blockOf = blocks(cycles.graph(), prunable);
  }

  /// @param progress hears how far it is
  LatencyTable run(Consumer<String> progress) {
    CycleEstimate full = cycles.estimate();
    List<Long> unpruned = perBlock(full);
    NavigableMap<Integer, List<Long>> table = new TreeMap<>();
    NavigableSet<Integer> counts = counts();
    for (int tokens : counts) {
      progress.accept("tokens: counting cycles, " + table.size() + " of " + counts.size());
      Stages stages = new Stages(List.of(prunable.first()), List.of(tokens));
      table.put(tokens, perBlock(cycles.estimate(stages)));
    }
    table.put(prunable.tokens(), unpruned);
    long inBlocks = unpruned.stream().mapToLong(Long::longValue).sum();
    return new LatencyTable(full.cycles() - inBlocks, table);
  }

  private NavigableSet<Integer> counts() {
    int all = prunable.tokens();
    NavigableSet<Integer> counts = new TreeSet<>();
    int stair = Math.min(cycles.engine().pk(), cycles.engine().wideColumns());
    for (int edge = stair; edge < all; edge += stair) {
      counts.add(edge);
      counts.add(edge + 1);
    }
    for (int tokens = all; tokens > 0; tokens -= Math.max(1, all / GRID)) {
      counts.add(tokens);
    }
    counts.add(all - 1);
    counts.add(prunable.least());
    return new TreeSet<>(counts.subSet(prunable.least(), true, all - 1, true));
  }

  private List<Long> perBlock(CycleEstimate estimate) {
    List<Long> sums = new ArrayList<>(Collections.nCopies(prunable.blocks().size(), 0L));
    for (LayerCycles layer : estimate.layers()) {
      int block = blockOf.getOrDefault(layer.name(), OUTSIDE);
      if (block != OUTSIDE) {
        sums.set(block, sums.get(block) + layer.cycles());
      }
    }
    return sums;
  }

  /// The block of each node between the stream that enters the first block and the last addition to
  /// the stream.
  private static Map<String, Integer> blocks(Graph graph, Prunable prunable) {
    List<String> streams =
        prunable.blocks().stream().map(block -> block.stream().map(Node::name).orElse("")).toList();
    Map<String, Integer> blocks = new LinkedHashMap<>();
    int block = OUTSIDE;
    int last = 0;
    for (Node node : graph.nodes()) {
      blocks.put(node.name(), block);
      block = streams.contains(node.name()) ? streams.indexOf(node.name()) : block;
      last = node.op() instanceof SaturatingAdd ? blocks.size() : last;
    }
    int index = 0;
    for (Map.Entry<String, Integer> entry : blocks.entrySet()) {
      if (++index > last) {
        entry.setValue(OUTSIDE);
      }
    }
    return blocks;
  }
}
