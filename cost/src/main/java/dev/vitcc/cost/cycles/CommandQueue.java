package dev.vitcc.cost.cycles;

import java.util.Arrays;

/// The commands of one unit on their way through its queue and its two registers of decoded ones.
///
/// A command is pushed, popped into the register that decodes it, moved on to the one that holds
/// its address, and becomes the current one when the command before it is done. Each takes a cycle
/// at least, and waits for what is ahead.
final class CommandQueue {
  private final int depth;
  private final long[] pushed;
  private final long[] popped;
  private final long[] moved;
  private final long[] current;
  private final long[] done;
  private int pushes;
  private int pops;
  private int moves;
  private int currents;
  private int dones;

  /// @param commands how many there will be
  CommandQueue(int depth, int commands) {
    this.depth = depth;
    pushed = new long[commands];
    popped = new long[commands];
    moved = new long[commands];
    current = new long[commands];
    done = new long[commands];
    Arrays.fill(done, Times.UNKNOWN);
  }

  /// The first cycle in which the queue has room for the next command.
  long room() {
    int before = pushes - depth;
    return before < 0 ? Times.START : before < pops ? popped[before] + 1 : Times.UNKNOWN;
  }

  void push(long cycle) {
    pushed[pushes++] = cycle;
    advance();
  }

  int pushes() {
    return pushes;
  }

  /// The first cycle in which command `index` is executed.
  long begin(int index) {
    return index < currents ? current[index] + 1 : Times.UNKNOWN;
  }

  /// The next command has been executed.
  void finish(long cycle) {
    done[dones++] = cycle;
    advance();
  }

  private void advance() {
    boolean more = true;
    while (more) {
      more = false;
      if (currents < moves && dones >= currents) {
        long free = currents == 0 ? Times.START : done[currents - 1];
        current[currents] = Math.max(moved[currents] + 1, free);
        currents++;
        more = true;
      }
      if (moves < pops && currents >= moves) {
        long free = moves == 0 ? Times.START : current[moves - 1];
        moved[moves] = Math.max(popped[moves] + 1, free);
        moves++;
        more = true;
      }
      if (pops < pushes && moves >= pops) {
        long free = pops == 0 ? Times.START : moved[pops - 1];
        popped[pops] = Math.max(pushed[pops] + 1, free);
        pops++;
        more = true;
      }
    }
  }
}
