package dev.vitcc.fuzz.draw;

import java.util.ArrayList;
import java.util.List;

/// What is asked for beside a model: statements of the clauses of a `.vit` file.
///
/// @param quantize lines of that clause, as are those that follow
public record Wishes(
    EngineKind engine, List<String> quantize, List<String> prune, List<String> approximate) {
  public Wishes {
    quantize = List.copyOf(quantize);
    prune = List.copyOf(prune);
    approximate = List.copyOf(approximate);
  }

  /// 8 bits, all tokens, tables.
  public static Wishes plain(EngineKind engine) {
    return new Wishes(engine, List.of(), List.of(), List.of());
  }

  /// The clauses in the language.
  public String text() {
    StringBuilder text = new StringBuilder(engine.clause()).append('\n');
    clause(text, "quantize", quantize);
    clause(text, "prune", prune);
    clause(text, "approximate", approximate);
    return text.toString();
  }

  private static void clause(StringBuilder text, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(name).append(" { ").append(String.join(" ", lines)).append(" }\n");
    }
  }

  public boolean prunes() {
    return !prune.isEmpty();
  }

  /// The same on an engine of another kind.
  public Wishes on(EngineKind other) {
    return new Wishes(other, quantize, prune, approximate);
  }

  /// All with less asked for: without a clause, or without a line of one.
  public List<Wishes> less() {
    List<Wishes> less = new ArrayList<>();
    if (prunes()) {
      less.add(new Wishes(engine, quantize, List.of(), approximate));
    }
    if (quantize.size() > 1) {
      less.add(new Wishes(engine, List.of(), prune, approximate));
    }
    without(quantize).forEach(lines -> less.add(new Wishes(engine, lines, prune, approximate)));
    without(approximate).forEach(lines -> less.add(new Wishes(engine, quantize, prune, lines)));
    without(prune).forEach(lines -> less.add(new Wishes(engine, quantize, lines, approximate)));
    return less;
  }

  private static List<List<String>> without(List<String> lines) {
    List<List<String>> less = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> others = new ArrayList<>(lines);
      others.remove(i);
      less.add(others);
    }
    return less;
  }
}
