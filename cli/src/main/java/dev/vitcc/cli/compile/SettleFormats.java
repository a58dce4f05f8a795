package dev.vitcc.cli.compile;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Settles what formats and engine leave to each other: the shares of formats that follow columns,
/// and how many bits of activations a frame rate allows.
///
/// The most bits whose best engine is fast enough are taken, as in Sun et al., VAQF, 2022; widths
/// for which no engine fits are passed over.
public final class SettleFormats {
  private final Function<FormatPlan, Model> integers;
  private final TileAndUnroll tiling;
  private final boolean hasFrameRate;

  /// @param integers the integer graph that a plan leads to
  SettleFormats(Function<FormatPlan, Model> integers, TileAndUnroll tiling, boolean hasFrameRate) {
    this.integers = integers;
    this.tiling = tiling;
    this.hasFrameRate = hasFrameRate;
  }

  /// @param formats with nothing left open
  /// @param widths that were tried, the greatest first; empty if there was one only
  record Settled(FormatPlan formats, EngineChoice choice, List<Width> widths) {
    Engine engine() {
      return choice.program().engine();
    }

    /// How its engine was found, as part of a message.
    String how() {
      return widths.stream()
          .filter(width -> width.choice().equals(choice))
          .map(width -> " with activations of " + width.bits() + " bits")
          .findFirst()
          .orElse("");
    }
  }

  /// A width of activations, and the best engine for it: the cheapest that is fast enough, or else
  /// the fastest.
  public record Width(
      int bits, FormatPlan formats, EngineChoice choice, double fps, boolean isFastEnough) {
    public Engine engine() {
      return choice.program().engine();
    }
  }

  /// What is best, fast enough or not.
  ///
  /// @throws CompileException if no engine fits
  Settled run(FormatPlan plan) {
    List<Integer> allowed = plan.activationWidths();
    boolean isChoice = allowed.size() > 1;
    List<Width> tried = new ArrayList<>();
    for (int bits : allowed) {
      boolean found = tried.stream().anyMatch(Width::isFastEnough);
      if (found && !hasFrameRate) {
        break;
      }
      boolean isLast = tried.isEmpty() && bits == allowed.getLast();
      widthWithRoom(plan.withActivations(bits), bits, isLast).ifPresent(tried::add);
      if (found) {
        break; // one step below the choice, to show what it would cost
      }
    }
    Width chosen =
        tried.stream()
            .filter(Width::isFastEnough)
            .findFirst()
            .or(() -> tried.stream().max(Comparator.comparingDouble(Width::fps)))
            .orElseThrow();
    return new Settled(
        chosen.formats(), chosen.choice(), isChoice ? List.copyOf(tried) : List.of());
  }

  /// Nothing if no engine fits, unless no width is left to be tried.
  private Optional<Width> widthWithRoom(FormatPlan plan, int bits, boolean isLast) {
    try {
      return Optional.of(width(plan, bits));
    } catch (CompileException e) {
      if (isLast || !hasNoRoom(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean hasNoRoom(CompileException e) {
    return e.diagnostics().stream().allMatch(found -> found.code() == PassesCode.NO_ROOM);
  }

  private Width width(FormatPlan plan, int bits) {
    EngineChoice choice = tiling.search(integers.apply(plan));
    Engine engine = choice.program().engine();
    if (plan.dependsOnEngine() && engine.formats().narrowColumns() == 0) {
      return width(plan.withoutNarrow(), bits);
    }
    return new Width(
        bits, plan.on(engine), choice, tiling.framesPerSecond(choice), tiling.isFastEnough(choice));
  }
}
