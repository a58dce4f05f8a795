package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The board, and what is asked of the design on it.
///
/// @param clockMhz absent: the board's default
/// @param frameRate frames per second, at least
/// @param latencyMs milliseconds from image to logits, at most
/// @param utilization the share of each resource that may be used, above 0 and at most 1; absent:
///   85 %, of DSP blocks 95 %
/// @param accuracyDrop points of top-1 that may be lost, at most
/// @param engine the engine's parameters that the user pinned; the others are vitcc's to choose
public record TargetClause(
    Setting<Board> board,
    Optional<Setting<Double>> clockMhz,
    Optional<Setting<Double>> frameRate,
    Optional<Setting<Double>> latencyMs,
    Optional<Setting<Double>> utilization,
    Optional<Setting<Double>> accuracyDrop,
    Optional<Setting<Objective>> objective,
    Map<EngineParameter, Setting<Integer>> engine,
    SourceLocation location) {
  public TargetClause {
    Map<EngineParameter, Setting<Integer>> copy = new EnumMap<>(EngineParameter.class);
    copy.putAll(engine);
    engine = Collections.unmodifiableMap(copy);
  }

  /// A board by name, or by the file that describes it.
  public sealed interface Board {}

  /// A board that vitcc knows; whether it does is for the targets module to say.
  public record Known(String name) implements Board {}

  /// A board description, relative to the model file.
  public record Described(String path) implements Board {}

  /// What is made best once the limits are met.
  public enum Objective {
    FASTEST,
    SMALLEST,
    MOST_ACCURATE
  }

  public TargetClause withBoard(Setting<Board> other) {
    return new TargetClause(
        other,
        clockMhz,
        frameRate,
        latencyMs,
        utilization,
        accuracyDrop,
        objective,
        engine,
        location);
  }

  public TargetClause withClockMhz(Setting<Double> other) {
    return new TargetClause(
        board,
        Optional.of(other),
        frameRate,
        latencyMs,
        utilization,
        accuracyDrop,
        objective,
        engine,
        location);
  }

  public TargetClause withFrameRate(Setting<Double> other) {
    return new TargetClause(
        board,
        clockMhz,
        Optional.of(other),
        latencyMs,
        utilization,
        accuracyDrop,
        objective,
        engine,
        location);
  }

  public TargetClause withLatencyMs(Setting<Double> other) {
    return new TargetClause(
        board,
        clockMhz,
        frameRate,
        Optional.of(other),
        utilization,
        accuracyDrop,
        objective,
        engine,
        location);
  }

  public TargetClause withAccuracyDrop(Setting<Double> other) {
    return new TargetClause(
        board,
        clockMhz,
        frameRate,
        latencyMs,
        utilization,
        Optional.of(other),
        objective,
        engine,
        location);
  }

  public TargetClause withObjective(Setting<Objective> other) {
    return new TargetClause(
        board,
        clockMhz,
        frameRate,
        latencyMs,
        utilization,
        accuracyDrop,
        Optional.of(other),
        engine,
        location);
  }

  /// The same for the fastest design, however slow that is.
  public TargetClause fastest() {
    return new TargetClause(
        board,
        clockMhz,
        Optional.empty(),
        Optional.empty(),
        utilization,
        accuracyDrop,
        Optional.of(new Setting<>(Objective.FASTEST, location)),
        engine,
        location);
  }

  /// Whether a frame has a time to be done in.
  public boolean isTimed() {
    return frameRate.isPresent() || latencyMs.isPresent();
  }

  /// What is made best, said or not: accuracy, or where only that has a bound, speed.
  public Objective goal() {
    boolean isForSpeed = accuracyDrop.isPresent() && !isTimed();
    return objective
        .map(Setting::value)
        .orElse(isForSpeed ? Objective.FASTEST : Objective.MOST_ACCURATE);
  }

  public TargetClause withUtilization(Setting<Double> other) {
    return new TargetClause(
        board,
        clockMhz,
        frameRate,
        latencyMs,
        Optional.of(other),
        accuracyDrop,
        objective,
        engine,
        location);
  }

  public TargetClause withEngine(Map<EngineParameter, Setting<Integer>> other) {
    return new TargetClause(
        board,
        clockMhz,
        frameRate,
        latencyMs,
        utilization,
        accuracyDrop,
        objective,
        other,
        location);
  }
}
