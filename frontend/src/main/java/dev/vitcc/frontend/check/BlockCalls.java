package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.ast.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which block calls which.
final class BlockCalls {
  private final Reporter reporter;
  private final Map<String, Set<String>> calledBy = new LinkedHashMap<>();
  private final Set<String> called = new LinkedHashSet<>();
  private Optional<String> caller = Optional.empty();

  BlockCalls(Reporter reporter) {
    this.reporter = reporter;
  }

  void enter(String block) {
    caller = Optional.of(block);
  }

  void leave() {
    caller = Optional.empty();
  }

  void call(String function) {
    called.add(function);
    caller.ifPresent(
        block -> calledBy.computeIfAbsent(block, key -> new LinkedHashSet<>()).add(function));
  }

  void warnUnused(Collection<Statement.Block> blocks) {
    for (Statement.Block block : blocks) {
      if (!called.contains(block.name().text())) {
        reporter.warning(
            FrontendCode.UNUSED_NAME,
            block.name().location(),
            "the block '" + block.name() + "' is never called",
            "remove it, or call it");
      }
    }
  }

  /// Whether no block calls itself.
  boolean check(Map<String, Statement.Block> blocks) {
    Set<String> done = new LinkedHashSet<>();
    boolean fine = true;
    for (String block : blocks.keySet()) {
      fine &= visit(block, new ArrayList<>(), done, blocks);
    }
    return fine;
  }

  private boolean visit(
      String block, List<String> path, Set<String> done, Map<String, Statement.Block> blocks) {
    Statement.Block declared = blocks.get(block);
    if (declared == null || done.contains(block)) {
      return true;
    }
    if (path.contains(block)) {
      List<String> cycle = new ArrayList<>(path.subList(path.indexOf(block), path.size()));
      cycle.add(block);
      reporter.error(
          FrontendCode.RECURSIVE_BLOCK,
          declared.name().location(),
          "the block '" + block + "' calls itself: " + String.join(" → ", cycle),
          "to apply a block several times, use repeat");
      return false;
    }
    path.add(block);
    boolean fine = true;
    for (String next : calledBy.getOrDefault(block, Set.of())) {
      fine &= visit(next, path, done, blocks);
    }
    path.removeLast();
    done.add(block);
    return fine;
  }
}
