package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Engine;

/// The words of the stream: `vitcc_sequencer` until the stream flows, and `vitcc_stream_assembler`.
///
/// It is walked through cycle by cycle, in step with the words that the dispatcher takes, and skips
/// the cycles in which nothing can happen.
final class Stream {
  private static final int HEADER_BYTES = 32;
  private static final int MOST_HEADER_BITS = 256;

  private final Ports ports;
  private final int split;
  private final int parts;

  private long now;
  private boolean word;
  private int part;
  private long notBefore = Times.UNKNOWN;
  private boolean ended;
  private long imageFrom;
  private long quiet = Times.UNKNOWN;
  private long blocked;

  /// @param words that the program takes
  Stream(Engine engine, MemoryModel memory, long words) {
    ports = new Ports(engine, memory);
    int bus = engine.busBytes();
    split = Math.max(1, bus / engine.pk());
    parts = Math.max(split, engine.pk() / bus);
    header(Math.min(engine.axiBits(), MOST_HEADER_BITS) / 8);
    int beats = Math.toIntExact((words * engine.pk() + bus - 1) / bus);
    ports.stream(now, beats);
  }

  /// Reads the header; two cycles after its last beat the ports get their regions.
  private void header(int beatBytes) {
    int left = HEADER_BYTES / beatBytes;
    ports.step(now++, true);
    ports.header(left);
    while (left > 0) {
      left -= ports.headerBeat() ? 1 : 0;
      ports.step(now++, true);
    }
    ports.step(now++, true);
    ports.step(now++, true);
  }

  /// Takes the next word, as soon as it is there but not before a cycle; returns when.
  long take(long cycle) {
    notBefore = cycle;
    while (!word || now < cycle) {
      advance();
    }
    long taken = now;
    advance();
    notBefore = Times.UNKNOWN;
    return taken;
  }

  /// No more words will be taken.
  void end() {
    ended = true;
    while (!ports.idle()) {
      advance();
    }
    quiet = now;
  }

  void loadImage(LoadImage command, long cycle) {
    imageFrom = cycle;
    ports.loadImage(command, cycle, now);
  }

  /// The cycle in which the image was asked for.
  long imageFrom() {
    return imageFrom;
  }

  /// The cycle in which columns of the image are there; until then no word is taken.
  long imageColumns(int columns) {
    while (ports.image().complete(columns) == Times.UNKNOWN) {
      advance();
    }
    return ports.image().complete(columns);
  }

  /// Cycles in which a word was there and not taken.
  long blocked() {
    return blocked;
  }

  /// The first cycle in which all reads have been answered; known after End.
  long quiet() {
    return quiet;
  }

  /// Whether a beat that is written in this cycle finds bandwidth: reads come first.
  ///
  /// Cycles that the reads went through already are not gone through again: what is written in them
  /// takes nothing away, but waits as long as reads left nothing.
  boolean takesWrite(long cycle) {
    if (cycle < now) {
      return ports.spareSince(cycle);
    }
    if (!ended) {
      return true;
    }
    ports.skip(now, cycle + 1);
    now = cycle + 1;
    return ports.takeWrite();
  }

  /// One cycle, and those after it in which nothing can happen if nothing did in it.
  private void advance() {
    boolean taken = word && now >= notBefore;
    boolean assembled = ports.allValid() && (!word || taken);
    boolean pop = assembled && (split == 1 || part == parts - 1);
    boolean changed = ports.step(now, pop) || taken || assembled;
    if (word && !taken && !ended) {
      blocked++;
    }
    boolean complete = assembled && (split > 1 || part == parts - 1);
    word = complete || (word && !taken);
    if (assembled) {
      part = part == parts - 1 ? 0 : part + 1;
    }
    now++;
    if (!changed) {
      skip();
    }
  }

  private void skip() {
    long next = Math.min(word ? Math.max(notBefore, now) : Times.UNKNOWN, ports.wakes(now));
    if (next == Times.UNKNOWN) {
      throw new IllegalStateException("the stream stands still in cycle " + now);
    }
    if (word && !ended) {
      blocked += next - now;
    }
    ports.skip(now, next);
    now = next;
  }
}
