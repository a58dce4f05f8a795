package dev.vitcc.languageserver.names;

import dev.vitcc.languageserver.text.Body;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every name of a file and what it means.
///
/// Follows the rules of the compiler's check of names, statement by statement, so that it knows
/// what is around a mistake; a test holds the two together.
public final class NameIndex {
  private final List<Use> uses;
  private final List<Region> regions;
  private final List<Definition> blocks;
  private final Map<String, Map<String, Definition>> parameters;

  /// A piece of the text, and what can be seen there.
  record Region(int start, int end, Scope scope) {}

  NameIndex(
      List<Use> uses,
      List<Region> regions,
      List<Definition> blocks,
      Map<String, Map<String, Definition>> parameters) {
    this.uses = uses.stream().sorted(Comparator.comparingInt(use -> use.word().start())).toList();
    this.regions = List.copyOf(regions);
    this.blocks = List.copyOf(blocks);
    this.parameters = parameters;
  }

  public static NameIndex of(Body file) {
    return new Resolution().resolve(file);
  }

  public List<Use> uses() {
    return uses;
  }

  /// The name at an offset, or just in front of it.
  public Optional<Use> at(int offset) {
    return uses.stream()
        .filter(use -> use.word().start() <= offset && offset <= use.word().end())
        .reduce((_, later) -> later);
  }

  /// Every place that names the same, its definition included, in order.
  public List<Use> all(Definition definition) {
    return uses.stream()
        .filter(use -> use.definition().filter(definition::equals).isPresent())
        .toList();
  }

  /// The values that can be named at an offset.
  public List<Definition> visible(int offset) {
    return regions.stream()
        .filter(region -> region.start() <= offset && offset <= region.end())
        .max(Comparator.comparingInt(Region::start))
        .map(region -> region.scope().visible())
        .orElse(List.of())
        .stream()
        .filter(
            definition ->
                definition.kind() == Definition.Kind.CONSTANT
                    || definition.kind() == Definition.Kind.PARAMETER
                    || definition.piece().end() <= offset)
        .toList();
  }

  /// The blocks of the model.
  public List<Definition> blocks() {
    return blocks;
  }

  /// The parameters of a block, in order.
  public List<Definition> parameters(String block) {
    return List.copyOf(parameters.getOrDefault(block, Map.of()).values());
  }
}
