package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Clause;
import dev.vitcc.frontend.ast.Text;
import dev.vitcc.ir.request.WeightsClause;
import dev.vitcc.ir.request.WeightsClause.Distribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Resolves the weights clause.
record WeightsCheck(ClauseValues values) {
  static final WeightsClause.Source DEFAULT = new WeightsClause.Random(1, Distribution.NORMAL);

  static final List<String> LAYOUTS = List.of("timm", "huggingface", "map");

  static final Signature RANDOM =
      Signature.of("random", Signature.optional("seed"), Signature.optional("distribution"));

  WeightsClause files(Clause.FileWeights clause) {
    WeightsClause.Naming naming =
        clause.naming().flatMap(this::naming).orElse(new WeightsClause.Timm());
    List<String> paths = clause.files().stream().map(Text::value).toList();
    return new WeightsClause(new WeightsClause.Files(paths, naming), clause.location());
  }

  private Optional<WeightsClause.Naming> naming(Clause.Naming naming) {
    return switch (naming) {
      case Clause.Naming.Layout(var name) ->
          switch (name.text()) {
            case "timm" -> Optional.of(new WeightsClause.Timm());
            case "huggingface" -> Optional.of(new WeightsClause.HuggingFace());
            default -> {
              values.unknownChoice(name.location(), "naming", name.text(), LAYOUTS);
              yield Optional.empty();
            }
          };
      case Clause.Naming.Map map -> Optional.of(map(map));
    };
  }

  private WeightsClause.Naming map(Clause.Naming.Map map) {
    Map<String, String> stored = new LinkedHashMap<>();
    for (Clause.Mapping mapping : map.mappings()) {
      String canonical = mapping.canonical().value();
      if (stored.putIfAbsent(canonical, mapping.stored().value()) != null) {
        values
            .reporter()
            .error(
                FrontendCode.DUPLICATE_LINE,
                mapping.location(),
                "\"" + canonical + "\" is mapped twice");
      }
      if (stars(canonical) != stars(mapping.stored().value()) || stars(canonical) > 1) {
        values
            .reporter()
            .error(
                FrontendCode.INCONSISTENT_CLAUSE,
                mapping.location(),
                "naming map: '*' must stand once on both sides, or on neither");
      }
    }
    return new WeightsClause.Explicit(stored);
  }

  private static long stars(String name) {
    return name.chars().filter(c -> c == '*').count();
  }

  WeightsClause random(Clause.RandomWeights clause) {
    Optional<CallArguments> arguments =
        values.arguments(RANDOM, clause.arguments(), clause.location());
    int seed = arguments.flatMap(a -> a.integer("seed", 0, Integer.MAX_VALUE, 1)).orElse(1);
    String distribution =
        arguments
            .flatMap(a -> a.word("distribution", Words.DISTRIBUTIONS, "normal"))
            .orElse("normal");
    return new WeightsClause(
        new WeightsClause.Random(seed, Distribution.valueOf(distribution.toUpperCase(Locale.ROOT))),
        clause.location());
  }
}
