package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// STUB
public record ResourceModel(Resources total) {
  public static ResourceModel of(Engine engine) {
    return new ResourceModel(
        new Resources(
            engine.peakMacs() * 45. + engine.lanes() * 600.,
            engine.peakMacs() * 60.,
            engine.peakMacs() / 2. + 2. * engine.lanes() + engine.pm() * engine.pk(),
            400,
            0));
  }
}
