package dev.vitcc.cli.command;

import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.util.Iterator;

/// The boards that vitcc knows, for completion.
final class BoardNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Boards.list().stream().map(Board::name).iterator();
  }
}
