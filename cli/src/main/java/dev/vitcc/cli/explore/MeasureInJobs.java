package dev.vitcc.cli.explore;

import static java.util.Objects.requireNonNull;

import dev.vitcc.cli.jobs.DesignPoint;
import dev.vitcc.cli.jobs.MeasurePoints;
import dev.vitcc.cli.jobs.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.function.Function;

/// Measures networks in jobs, all at a time.
///
/// @param trained the network as it was trained, as a job that measures floats
/// @param point a network, as a job that measures integers
/// @param split how many jobs each becomes, if that was said
public record MeasureInJobs(
    DesignPoint trained,
    Function<Network, DesignPoint> point,
    MeasurePoints jobs,
    OptionalInt split)
    implements MeasureTopOne.Measure {
  @Override
  public Map<Network, TopOne> of(SequencedSet<Network> networks) throws InterruptedException {
    Map<Network, DesignPoint> points = new LinkedHashMap<>();
    networks.forEach(network -> points.put(network, point.apply(network)));
    List<DesignPoint> all = new ArrayList<>(List.of(trained));
    all.addAll(points.values());
    Map<String, Measurement> measured = jobs.run(all, split);
    Measurement real = requireNonNull(measured.get(trained.model()));
    Map<Network, TopOne> found = new LinkedHashMap<>();
    points.forEach(
        (network, made) ->
            found.put(network, TopOne.of(real, requireNonNull(measured.get(made.model())))));
    return found;
  }
}
