package dev.vitcc.cli.explore;

import static java.util.Objects.requireNonNull;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.targets.Board;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Puts beside each engine of a frontier the accuracy of what it computes.
///
/// @param loaded the model
/// @param boards of the frontiers
public record MeasureTopOne(LoadedModel loaded, List<Board> boards) {
  /// How networks are measured.
  public interface Measure {
    Map<Network, TopOne> of(SequencedSet<Network> networks) throws InterruptedException;
  }

  public List<Frontier> run(List<Frontier> frontiers, Measure measure) throws InterruptedException {
    SequencedSet<Network> networks = new LinkedHashSet<>();
    for (Frontier frontier : frontiers) {
      frontier.points().forEach(point -> networks.add(network(frontier, point)));
    }
    Map<Network, TopOne> measured = measure.of(networks);
    return frontiers.stream()
        .map(
            frontier ->
                frontier.with(
                    frontier.points().stream()
                        .map(
                            point ->
                                point.with(requireNonNull(measured.get(network(frontier, point)))))
                        .toList()))
        .toList();
  }

  private Network network(Frontier frontier, Point point) {
    Board board =
        boards.stream().filter(b -> b.name().equals(frontier.board())).findFirst().orElseThrow();
    return Network.of(loaded, frontier, board, point);
  }
}
