package dev.vitcc.passes.sparsity;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.prune.Block;
import dev.vitcc.passes.prune.InsertTokenPruning;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What can be dropped of a model's tokens, and where.
///
/// @param tokens that there are
/// @param leading tokens in front that always stay
/// @param packageToken what becomes of those that are dropped
/// @param blocks of the model, in order
/// @param positions sets of blocks in front of which tokens may be dropped; at least one
public record Prunable(
    int tokens,
    int leading,
    PackageToken packageToken,
    List<Block> blocks,
    List<List<Integer>> positions) {
  public Prunable {
    blocks = List.copyOf(blocks);
    positions = List.copyOf(positions);
  }

  /// @param graph of real operations
  /// @param clause that leaves the number of tokens open
  /// @throws CompileException if there is no place for selectors where the clause wants them, or
  ///   anywhere
  public static Prunable of(Graph graph, PruneClause clause) {
    List<Block> blocks = Block.of(graph);
    InsertTokenPruning.checkBlocks(clause, blocks);
    List<Integer> possible =
        IntStream.range(1, blocks.size())
            .filter(block -> blocks.get(block).stream().isPresent())
            .boxed()
            .toList();
    boolean isGiven = !clause.beforeBlocks().isEmpty();
    Prunable all =
        new Prunable(
            blocks.stream()
                .flatMap(block -> block.stream().stream())
                .mapToInt(Prunable::rows)
                .max()
                .orElse(0),
            InsertTokenPruning.leading(graph),
            clause.packageToken(),
            blocks,
            isGiven ? List.of(clause.beforeBlocks()) : Positions.of(possible, blocks.size()));
    return all.withRoom().orElseThrow(() -> noRoom(all, clause));
  }

  private static int rows(Node stream) {
    return stream.type().dim(0);
  }

  /// Without sets of so many stages that not each of them could drop a token.
  private Optional<Prunable> withRoom() {
    List<List<Integer>> room =
        positions.stream().filter(set -> least() + set.size() <= tokens).toList();
    return room.isEmpty()
        ? Optional.empty()
        : Optional.of(new Prunable(tokens, leading, packageToken, blocks, room));
  }

  private static CompileException noRoom(Prunable all, PruneClause clause) {
    String message =
        clause.beforeBlocks().isEmpty()
            ? "there is no block that tokens could be dropped before"
            : "%d tokens are too few for %d stages, %d always stay"
                .formatted(all.tokens(), clause.beforeBlocks().size(), all.fixed());
    return new CompileException(
        Diagnostic.error(PassesCode.PRUNING, clause.location(), "prune: " + message)
            .withHint(
                "class attention looks at the block before, and a stage drops a token at least"));
  }

  /// Tokens of which none can be dropped: those that lead, and the package token.
  int fixed() {
    return leading + (packageToken == PackageToken.NONE ? 0 : 1);
  }

  /// As few tokens as can be left at the end.
  int least() {
    return fixed() + 1;
  }

  /// As many as can be left at the end of so many stages.
  int most(int stages) {
    return tokens - stages;
  }

  /// The first block that can have fewer tokens than there are.
  int first() {
    return positions.stream().mapToInt(List::getFirst).min().orElseThrow();
  }

  /// Schedules that are looked at. Where there are several sets of positions, one with fewer stages
  /// is as good as dropping all at once.
  List<Family> families() {
    return positions.size() == 1
        ? List.of(Family.values())
        : List.of(Family.EQUAL_SHARES, Family.EQUAL_NUMBERS);
  }

  /// The schedule of a family that leaves so many tokens at the end.
  Stages stages(List<Integer> set, Family family, int last) {
    return new Stages(set, family.tokens(tokens, last, set.size()));
  }
}
