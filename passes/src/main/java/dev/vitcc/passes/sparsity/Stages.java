package dev.vitcc.passes.sparsity;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where tokens are dropped, and how many go on.
///
/// @param blocks in front of which they are dropped, counted from 0 and rising
/// @param tokens that go on at each of them, class and package token included, falling
public record Stages(List<Integer> blocks, List<Integer> tokens) {
  public Stages {
    blocks = List.copyOf(blocks);
    tokens = List.copyOf(tokens);
    if (blocks.isEmpty() || blocks.size() != tokens.size()) {
      throw new IllegalArgumentException(blocks + " blocks and " + tokens + " tokens");
    }
  }

  /// Tokens of a block.
  ///
  /// @param all that there are before anything is dropped
  int entering(int block, int all) {
    int tokensThere = all;
    for (int stage = 0; stage < blocks.size() && blocks.get(stage) <= block; stage++) {
      tokensThere = tokens.get(stage);
    }
    return tokensThere;
  }

  /// Such as `197 → 120 → 80 tokens before blocks 4, 8`.
  ///
  /// @param all that there are before anything is dropped
  public String text(int all) {
    String counts =
        Stream.concat(Stream.of(all), tokens.stream())
            .map(String::valueOf)
            .collect(Collectors.joining(" → "));
    String places = blocks.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return counts + " tokens before " + (blocks.size() == 1 ? "block " : "blocks ") + places;
  }
}
