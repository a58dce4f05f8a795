package dev.vitcc.cli.explore;

import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.solve.MeasureDrop;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Measures networks one after the other, by the integer reference on the model's images with
/// labels.
///
/// @param loaded with an evaluate clause
/// @param cache of ranges
public record MeasureHere(LoadedModel loaded, PassContext context, RangeCache cache)
    implements MeasureTopOne.Measure {
  @Override
  public Map<Network, TopOne> of(SequencedSet<Network> networks) {
    MakeDesign make = new MakeDesign(context, List.of(), cache);
    MeasureDrop measure = new MeasureDrop(loaded, context.progress());
    Map<Network, TopOne> measured = new LinkedHashMap<>();
    for (Network network : networks) {
      measured.put(
          network, TopOne.of(measure.of(make.networks(network.in(loaded)).integer().get())));
    }
    return measured;
  }
}
