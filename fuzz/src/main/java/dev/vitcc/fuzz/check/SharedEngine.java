package dev.vitcc.fuzz.check;

import dev.vitcc.fuzz.draw.EngineKind;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Formats;
import java.util.List;

/// Engines of one kind, each just large enough for a model, made one that is for all of them.
public final class SharedEngine {
  private SharedEngine() {}

  /// An engine of a kind on which each of some has room.
  ///
  /// @param engines of that kind, at least one
  public static Engine of(EngineKind kind, List<Engine> engines) {
    Engine all = engines.stream().reduce(SharedEngine::of).orElseThrow();
    Engine sketch = kind.sketch();
    return new Engine(
        all.pm(),
        all.pk(),
        all.pn(),
        all.lanes(),
        all.axiBits(),
        all.ports(),
        all.maxTokens(),
        all.residualColumns(),
        all.headColumns(),
        all.hiddenColumns(),
        all.accumulatorBits(),
        sketch.tileDepth(),
        Math.max(sketch.resultDepth(), all.resultDepth()),
        sketch.commandDepth(),
        of(sketch.formats(), all.formats()));
  }

  /// Whether an engine has all that a model needs.
  ///
  /// @param least an engine of its kind that is just large enough for the model
  /// @param integer the model's graph
  public static boolean isEnough(Engine engine, Engine least, Graph integer) {
    Formats formats = engine.formats();
    Formats needed = least.formats();
    boolean hasSoftmax =
        integer.nodes().stream().anyMatch(node -> node.op() instanceof ExponentialCodes);
    boolean hasFunctions =
        integer.nodes().stream()
            .anyMatch(node -> node.op() instanceof Lookup || node.op() instanceof PiecewiseLinear);
    return of(engine, least).equals(engine)
        && (!hasSoftmax || formats.exponential() == needed.exponential())
        && (!hasFunctions
            || (formats.lines().segmentBits() == needed.lines().segmentBits()
                && formats.lines().fraction() == needed.lines().fraction()));
  }

  /// The engine with the greater of each memory, and what either of them has for formats.
  public static Engine of(Engine one, Engine other) {
    return new Engine(
        one.pm(),
        one.pk(),
        one.pn(),
        one.lanes(),
        one.axiBits(),
        one.ports(),
        Math.max(one.maxTokens(), other.maxTokens()),
        Math.max(one.residualColumns(), other.residualColumns()),
        Math.max(one.headColumns(), other.headColumns()),
        Math.max(one.hiddenColumns(), other.hiddenColumns()),
        Math.max(one.accumulatorBits(), other.accumulatorBits()),
        Math.max(one.tileDepth(), other.tileDepth()),
        Math.max(one.resultDepth(), other.resultDepth()),
        Math.max(one.commandDepth(), other.commandDepth()),
        of(one.formats(), other.formats()));
  }

  private static Formats of(Formats one, Formats other) {
    return new Formats(
        one.narrowColumns(),
        one.narrow(),
        Math.max(one.activationBits(), other.activationBits()),
        Math.max(one.gainWords(), other.gainWords()),
        one.codeLimits() || other.codeLimits(),
        lines(one.lines(), other.lines()),
        one.evaluated(),
        one.exponential(),
        one.pruning().compareTo(other.pruning()) > 0 ? one.pruning() : other.pruning());
  }

  private static Lines lines(Lines one, Lines other) {
    return !one.exist() ? other : other.exist() ? one.with(other) : one;
  }
}
