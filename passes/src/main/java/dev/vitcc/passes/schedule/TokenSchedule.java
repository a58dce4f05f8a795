package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ClassScores;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.SelectTokens;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.ir.program.TokenRole;
import java.util.Optional;

/// Schedules token pruning: a command that says how tokens are judged, before the attention that
/// judges them, and commands that gather what stays, as many columns each as are drained at once.
final class TokenSchedule {
  /// Weights of sums are in units of 2^-31 of a score.
  private static final int FACTOR_BITS = 31;

  private final Commands commands;

  TokenSchedule(Commands commands) {
    this.commands = commands;
  }

  /// Announces that exponentials will judge tokens; whether they do.
  boolean select(Node codes) {
    Optional<Node> prune =
        commands.usesOf(codes).stream()
            .filter(use -> use.op() instanceof ClassScores)
            .map(commands::onlyUse)
            .findFirst();
    prune.ifPresent(node -> commands.add(command(node, codes.type().dim(0), false)));
    return prune.isPresent();
  }

  /// What codes have to do with dropping tokens; announces it if they are votes.
  TokenRole role(Node codes) {
    Optional<Node> scores =
        commands.usesOf(codes).stream().filter(use -> use.op() instanceof TokenScores).findFirst();
    if (scores.isEmpty()) {
      return TokenRole.NONE;
    }
    boolean votes = scores.get().operands().getFirst().equals(codes.name());
    if (votes) {
      Node prune = commands.onlyUse(scores.get());
      commands.add(command(prune, codes.type().dim(1), true));
    }
    return votes ? TokenRole.VOTE : TokenRole.WEIGH;
  }

  private Command command(Node node, int heads, boolean learned) {
    PruneTokens op = (PruneTokens) node.op();
    int tokens = commands.graph().operand(node, 0).type().dim(0);
    return new SelectTokens(
        node.name(),
        tokens,
        heads,
        learned,
        op.leading(),
        Math.min(op.most(), tokens - op.leading()),
        (int) Math.ceil(op.threshold() / op.unit()),
        (int) Math.rint(op.share() * SelectTokens.WHOLE),
        op.most() < tokens - op.leading() || op.share() < 1,
        factor(op),
        op.packageToken() != PackageToken.NONE);
  }

  private static int factor(PruneTokens op) {
    return op.packageToken() == PackageToken.SUMMED
        ? Math.toIntExact(Math.round(Math.scalb(op.unit(), FACTOR_BITS)))
        : 0;
  }

  void emit(Node prune) {
    Engine engine = commands.engine();
    commands
        .contents()
        .require(Contents.Memory.RESIDUAL, prune, commands.graph().operand(prune, 0));
    LayerNormConstants norm = commands.normAfter(prune);
    int columns = prune.type().dim(1);
    for (int column = 0, count; column < columns; column += count) {
      count = Math.min(engine.drainColumns(), columns - column);
      boolean last = column + count == columns;
      commands.add(
          new Command.VectorGroup(
              new TensorSlice(prune.name(), 0, column, count),
              prune.type().dim(0),
              0,
              Destination.RESIDUAL,
              column,
              count,
              false,
              column == 0,
              last,
              0,
              0,
              last ? norm : LayerNormConstants.NONE,
              Engine.CODE_BITS,
              TokenRole.GATHER));
    }
    commands.complete(Need.RESIDUAL);
    commands.contents().hold(Contents.Memory.RESIDUAL, prune);
    if (engine.formats().pruning().bounds()) {
      commands.add(new Command.BoundTokens(prune.name()));
    }
  }
}
