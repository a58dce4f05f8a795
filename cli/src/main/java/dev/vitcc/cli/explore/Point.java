package dev.vitcc.cli.explore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.tile.EngineChoice;
import java.util.Optional;

/// An engine with what it gives and takes, estimated.
///
/// @param share the greatest share of any resource of the board, 0 to 1
/// @param target the clause that leads to it
/// @param top1 of the design, where it was measured
public record Point(
    @JsonProperty("frames_per_second") double framesPerSecond,
    @JsonProperty("latency_us") double latencyUs,
    long cycles,
    Shape engine,
    Resources resources,
    double share,
    String target,
    @JsonProperty("top1") @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TopOne> top1) {

  /// What is free of an engine.
  ///
  /// @param narrow columns among pn
  /// @param axi bits of a port
  public record Shape(int pm, int pk, int pn, int narrow, int lanes, int axi, int ports) {
    static Shape of(Engine engine) {
      return new Shape(
          engine.pm(),
          engine.pk(),
          engine.pn(),
          engine.formats().narrowColumns(),
          engine.lanes(),
          engine.axiBits(),
          engine.ports());
    }

    String text() {
      String columns = narrow == 0 ? "" + pn : "(%d + %d)".formatted(pn - narrow, narrow);
      return "%d × %d × %s, %d lanes, %d port%s"
          .formatted(pm, pk, columns, lanes, ports, ports == 1 ? "" : "s");
    }
  }

  static Point of(EngineChoice choice, double clockMhz, Resources device, TargetText target) {
    double framesPerSecond = clockMhz * 1e6 / choice.cycles();
    return new Point(
        framesPerSecond,
        choice.cycles() / clockMhz,
        choice.cycles(),
        Shape.of(choice.program().engine()),
        choice.resources(),
        choice.resources().share(device),
        target.reaching(framesPerSecond),
        Optional.empty());
  }

  Point with(TopOne measured) {
    return new Point(
        framesPerSecond,
        latencyUs,
        cycles,
        engine,
        resources,
        share,
        target,
        Optional.of(measured));
  }
}
