package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Engine;

/// `vitcc_store` and the write channel of port 0, cycle by cycle while there is something to do.
///
/// Beats that are written while reads go on find all the bandwidth they want, and take none from
/// the reads: they are few.
final class Store {
  private static final int BURST_BEATS = 16;
  private static final int UNANSWERED = 8;
  private static final int RING = 16;

  private final Stream reads;
  private final int slots;
  private final int latency;
  private final int outstanding;
  private final long[] due = new long[RING];
  private long now;
  private long first = Times.UNKNOWN;

  private long commandFrom = Times.UNKNOWN;
  private int elements;
  private boolean command;
  private int taken;

  private int resultsLeft;
  private int held;
  private int slot;
  private long beatIndex;
  private long filledBeat;
  private boolean strobe;
  private boolean full;
  private boolean closed;
  private int collected;
  private int index;
  private boolean sending;
  private boolean addressValid;
  private boolean dataValid;
  private int unanswered;
  private int answersHead;
  private int answers;
  private int accepted;

  Store(Engine engine, MemoryModel memory, Stream reads) {
    this.reads = reads;
    slots = engine.axiBits() / 32;
    latency = memory.latency();
    outstanding = memory.outstanding();
  }

  /// The first cycle in which a command may be pushed.
  long room() {
    return commandFrom == Times.UNKNOWN ? Times.START : Times.UNKNOWN;
  }

  void push(int count, long cycle) {
    commandFrom = cycle + 1;
    elements = count;
  }

  /// Takes a beat of results that is there from a cycle on; returns when.
  long take(long valid, int count) {
    while (true) {
      skip(valid);
      boolean takes = now >= valid && ready();
      step();
      if (takes) {
        resultsLeft = count;
        first = Math.min(first, now - 1);
        return now - 1;
      }
    }
  }

  /// The cycle in which the first beat was taken; unknown if none was.
  long first() {
    return first;
  }

  /// Writes what is left; the first cycle in which all is answered.
  long finish() {
    while (commandFrom != Times.UNKNOWN
        || resultsLeft > 0
        || held > 0
        || sending
        || unanswered > 0) {
      skip(Times.UNKNOWN);
      step();
    }
    return now;
  }

  private boolean shifts() {
    return resultsLeft > 0 && held < 2;
  }

  private boolean ready() {
    return resultsLeft == 0 || (resultsLeft == 1 && held < 2);
  }

  /// Goes to the next cycle in which something may happen.
  private void skip(long valid) {
    boolean quiet =
        resultsLeft == 0 && (held == 0 || complete()) && !sending && !strobe && collected == 0;
    if (!quiet || (command && taken == elements)) {
      return;
    }
    long next = Math.max(valid, now);
    if (!command && commandFrom > now) {
      next = Math.min(next, commandFrom);
    }
    if (answers > 0) {
      next = Math.min(next, Math.max(now, due[answersHead]));
    }
    now = next == Times.UNKNOWN ? now : next;
  }

  private boolean complete() {
    return command && taken == elements;
  }

  private void step() {
    command |= now >= commandFrom;
    boolean complete = complete();
    boolean shift = shifts();
    boolean push = !sending && !closed && (full || (complete && strobe));
    boolean take = held > 0 && !complete && (!full || push);
    boolean send =
        !sending && unanswered != UNANSWERED && collected != 0 && (closed || (complete && !strobe));
    boolean addressReady = addressValid && accepted < outstanding;
    boolean lastBeat = index == collected - 1;
    boolean dataReady = dataValid && reads.takesWrite(now);
    boolean sent =
        sending && (!addressValid || addressReady) && (!dataValid || (dataReady && lastBeat));
    boolean finish = complete && !strobe && collected == 0;
    boolean answered = answers > 0 && due[answersHead] <= now;
    elements(shift, take, push, finish);
    beats(push, take);
    burst(send, sent, addressReady, dataReady);
    unanswered += (send ? 1 : 0) - (answered ? 1 : 0);
    if (answered) {
      answersHead = (answersHead + 1) % RING;
      answers--;
      accepted--;
    }
    now++;
  }

  private void elements(boolean shift, boolean take, boolean push, boolean finish) {
    if (shift) {
      resultsLeft--;
    }
    held += (shift ? 1 : 0) - (take ? 1 : 0);
    if (finish) {
      command = false;
      commandFrom = Times.UNKNOWN;
      taken = 0;
    } else if (take) {
      taken++;
    }
    if (take) {
      boolean lastSlot = slot == slots - 1;
      strobe = true;
      full = lastSlot;
    } else if (push) {
      strobe = false;
      full = false;
    }
  }

  private void beats(boolean push, boolean take) {
    if (push) {
      collected++;
      closed = filledBeat % BURST_BEATS == BURST_BEATS - 1;
    }
    if (take) {
      filledBeat = beatIndex;
      beatIndex += slot == slots - 1 ? 1 : 0;
      slot = slot == slots - 1 ? 0 : slot + 1;
    }
  }

  private void burst(boolean send, boolean sent, boolean addressReady, boolean dataReady) {
    if (addressReady) {
      addressValid = false;
      accepted++;
    }
    if (dataReady) {
      index++;
      dataValid = index < collected;
    }
    if (sent) {
      // The answer comes so long after the last of address and data.
      due[(answersHead + answers++) % RING] = now + latency;
      sending = false;
      closed = false;
      collected = 0;
    }
    if (send) {
      sending = true;
      addressValid = true;
      dataValid = true;
      index = 0;
    }
  }
}
