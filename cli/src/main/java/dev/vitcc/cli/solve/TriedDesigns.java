package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.passes.sparsity.Loss;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Designs that were looked at for a target, and why there are none of others.
final class TriedDesigns {
  /// By bits of activations.
  private final Map<Integer, TriedWidth> widths = new LinkedHashMap<>();

  private final List<CompileException> noRoom = new ArrayList<>();

  private final Map<Integer, TooSlow> slow = new LinkedHashMap<>();
  private Optional<Solution> leastDrop = Optional.empty();

  void found(Solution solution) {
    widths.put(
        bits(solution.model()),
        new TriedWidth(
            bits(solution.model()),
            solution.program().engine(),
            solution.placement().resources(),
            solution.placement().fps(),
            true,
            solution.pruned().map(Pruned::text),
            Optional.empty(),
            solution.drop(),
            false));
  }

  /// Why there is no engine for a width.
  void noRoom(CompileException why) {
    noRoom.add(why);
  }

  /// A width for which no engine is fast enough.
  void slow(LoadedModel width, TileAndUnroll tiling, TooSlow tooSlow) {
    slow.put(bits(width), tooSlow);
    widths.put(
        bits(width),
        new TriedWidth(
            bits(width),
            tooSlow.fastest().program().engine(),
            tooSlow.fastest().resources(),
            tiling.framesPerSecond(tooSlow.fastest().cycles()),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false));
  }

  void compared(Solution solution, Loss loss) {
    widths.computeIfPresent(bits(solution.model()), (_, width) -> width.with(loss));
  }

  /// @param solution whose drop was measured
  void measured(Solution solution) {
    widths.computeIfPresent(
        bits(solution.model()), (_, width) -> width.with(solution.drop().orElseThrow()));
    leastDrop =
        leastDrop
            .filter(other -> points(other) <= points(solution))
            .or(() -> Optional.of(solution));
  }

  private static double points(Solution solution) {
    return solution.drop().orElseThrow().points();
  }

  /// The widths, in the order in which they were tried; none if there was no choice.
  List<TriedWidth> widths(Solution chosen) {
    return widths.size() + noRoom.size() < 2
        ? List.of()
        : widths.values().stream()
            .map(width -> width.bits() == bits(chosen.model()) ? width.chosen() : width)
            .toList();
  }

  /// The design that loses the least accuracy of those that lose too much.
  Optional<Solution> leastDrop() {
    return leastDrop;
  }

  /// Why there is no design that fits and is fast enough.
  CompileException why(TileAndUnroll tiling) {
    return slow.entrySet().stream()
        .min(Comparator.comparingLong(missed -> missed.getValue().fastest().cycles()))
        .map(missed -> tooSlow(tiling, missed.getKey(), missed.getValue()))
        .orElseGet(noRoom::getLast);
  }

  private CompileException tooSlow(TileAndUnroll tiling, int bits, TooSlow missed) {
    String width =
        (missed.how().isEmpty() ? " with" : " and") + " activations of " + bits + " bits";
    boolean isChoice = slow.size() + noRoom.size() > 1;
    return tiling.tooSlow(missed.fastest(), missed.how() + (isChoice ? width : ""));
  }

  static int bits(LoadedModel model) {
    return model.formats().activationWidths().getFirst();
  }
}
