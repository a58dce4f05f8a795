package dev.vitcc.cli.command;

import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// All passes, in the order in which they run, for completion too.
final class PassNames implements Iterable<String> {
  static List<String> all() {
    return Stream.concat(Pipelines.names().stream(), Stream.of(TileAndUnroll.NAME, Schedule.NAME))
        .toList();
  }

  @Override
  public Iterator<String> iterator() {
    return all().iterator();
  }
}
