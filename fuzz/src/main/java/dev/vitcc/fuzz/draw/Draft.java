package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.generate.VitShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A model as it was drawn: the shape of a vision transformer, edits of its graph, and what is
/// asked for. Each part can be made less on its own.
///
/// @param seed of weights and images
public record Draft(long seed, VitShape shape, List<Edit> edits, Wishes wishes) {
  /// Few milliseconds in a reference, some ten thousand cycles of RTL.
  private static final VitLimits SMALL = new VitLimits(3, 4, 4, 2, 3, 20, 3, 3, 12);

  private static final VitLimits LARGER = new VitLimits(4, 6, 5, 2, 4, 24, 3, 4, 20);

  public Draft {
    edits = List.copyOf(edits);
  }

  /// A model without edits for an engine.
  public static Draft draw(long seed, EngineKind engine) {
    Random random = new Random(RandomModels.mix(seed));
    VitShape shape = RandomModels.shape(seed, random.nextInt(3) == 0 ? LARGER : SMALL);
    if (engine.pm() > 1) {
      shape = withoutDistillation(shape); // only rows that are multiples of pm are selected
    }
    return new Draft(seed, shape, List.of(), new DrawWishes(random, engine, shape).draw());
  }

  /// The graph; edits that have no place in it any more are left out.
  public Graph graph() {
    Graph graph = RandomModels.graph(seed, shape);
    for (Edit edit : edits) {
      Graph before = graph;
      graph = edit.apply(before).orElse(before);
    }
    return graph;
  }

  /// What is compiled.
  public Subject subject() {
    String clauses = wishes.text();
    return new Subject(seed, clauses, Forms.in(graph(), Clauses.parse(clauses).approximate()));
  }

  public Draft with(Edit edit) {
    List<Edit> more = new ArrayList<>(edits);
    more.add(edit);
    return new Draft(seed, shape, more, wishes);
  }

  public Draft with(VitShape other) {
    return new Draft(seed, other, edits, wishes);
  }

  public Draft with(Wishes other) {
    return new Draft(seed, shape, edits, other);
  }

  /// The same without one of its edits.
  public Draft without(int edit) {
    List<Edit> fewer = new ArrayList<>(edits);
    fewer.remove(edit);
    return new Draft(seed, shape, fewer, wishes);
  }

  private static VitShape withoutDistillation(VitShape shape) {
    return Extents.of(shape).with(Extents.Name.DISTILLED, 0).orElse(shape);
  }

  /// An edit of the model that its graph has a place for.
  public Optional<Draft> edited(DrawEdit draw) {
    return draw.draw(graph(), "edit" + edits.size()).map(drawn -> with(drawn.edit()));
  }
}
