package dev.vitcc.passes.manager;

import dev.vitcc.passes.RemoveUnused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The one list of the passes, in the order in which they run, with the reason on each line.
public final class Pipelines {
  private Pipelines() {}

  /// What holds of the models that the front end gives, with their weights.
  public static final Set<Property> GIVEN = Set.of(Property.PARAMETERS_BOUND);

  /// From the float graph of the front end to what the back ends take.
  public static List<Pass> standard() {
    return List.of(
        new RemoveUnused() // so that no later pass works on what nobody asked for
        );
  }

  /// The names of all passes, in pipeline order.
  public static List<String> names() {
    return standard().stream().map(Pass::name).toList();
  }

  /// The pass of that name, as the standard pipeline has it.
  public static Optional<Pass> find(String name) {
    return standard().stream().filter(pass -> pass.name().equals(name)).findFirst();
  }
}
