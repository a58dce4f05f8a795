package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Engine;

/// What brings the stream: memory, readers, assembler; and the image loader, which shares port 0.
///
/// It is walked through cycle by cycle, in step with the words that the dispatcher takes, and skips
/// the cycles in which nothing can happen.
final class MemorySide {
  /// `vitcc_sequencer`: from start to the cycle in which the header is asked for none are counted;
  /// the harness starts to deal out bandwidth four cycles earlier.
  private static final int TURNS_BEFORE = 4;

  private static final int HEADER_BYTES = 32;
  private static final int MOST_HEADER_BITS = 256;

  private final int ports;
  private final int split;
  private final int gather;
  private final Bandwidth bandwidth;
  private final MemoryModel memory;
  private final int beatBytes;
  private final ReadChannel[] channels;
  private final ImageLoader image;
  private final boolean[] arrives;
  private final boolean[] ready;
  private final boolean[] last;
  private Reader[] readers;
  private ReadMux mux = new ReadMux();

  private long now;
  private boolean streaming;
  private long regionsAt = Times.UNKNOWN;
  private int beats;
  private boolean word;
  private int part;
  private long notBefore = Times.UNKNOWN;
  private long spareAt = Times.START;
  private boolean ended;
  private long quiet = Times.UNKNOWN;
  private long blocked;

  MemorySide(Engine engine, MemoryModel memory, long streamWords) {
    this.memory = memory;
    ports = engine.ports();
    beatBytes = engine.axiBits() / 8;
    int bus = engine.busBytes();
    split = Math.max(1, bus / engine.pk());
    gather = Math.max(1, engine.pk() / bus);
    beats = Math.toIntExact((streamWords * engine.pk() + bus - 1) / bus);
    bandwidth = new Bandwidth(memory.bytesPerCycle(), beatBytes);
    channels = new ReadChannel[ports];
    readers = new Reader[ports];
    arrives = new boolean[ports];
    ready = new boolean[ports];
    last = new boolean[ports];
    for (int port = 0; port < ports; port++) {
      channels[port] = new ReadChannel(memory);
      readers[port] = new Reader(beatBytes);
    }
    image = new ImageLoader(engine);
    header(Math.min(engine.axiBits(), MOST_HEADER_BITS) / 8);
  }

  /// Reads the header; then the ports get their regions, one a cycle.
  private void header(int headerBeatBytes) {
    int left = HEADER_BYTES / headerBeatBytes;
    step();
    readers[0].region(left, 0);
    while (left > 0) {
      if (readers[0].valid) {
        left--;
      }
      step();
    }
    // Complete in the cycle after the last beat, then the reset, then the regions.
    step();
    step();
    for (int port = 0; port < ports; port++) {
      readers[port] = new Reader(beatBytes);
    }
    mux = new ReadMux();
    streaming = true;
    regionsAt = now;
  }

  /// Takes the next word, as soon as it is there but not before a cycle; returns when.
  long take(long cycle) {
    notBefore = cycle;
    while (!word || now < notBefore) {
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
    while (!idle()) {
      advance();
    }
    quiet = now;
  }

  void loadImage(LoadImage command, long cycle) {
    image.start(command, cycle);
  }

  /// The cycle in which columns of the image are there; until then no word is taken.
  long imageColumns(int columns) {
    while (image.complete(columns) == Times.UNKNOWN) {
      advance();
    }
    return image.complete(columns);
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
      return cycle <= spareAt;
    }
    if (!ended) {
      return true;
    }
    bandwidth.refill(cycle + 1 - now);
    now = cycle + 1;
    return bandwidth.take();
  }

  private boolean idle() {
    for (int port = 0; port < ports; port++) {
      if (!channels[port].idle() || readers[port].offering) {
        return false;
      }
    }
    return mux.idle() && !image.reader.offering;
  }

  private void advance() {
    if (step()) {
      return;
    }
    long next = Math.max(next(), now);
    if (next == Times.UNKNOWN) {
      throw new IllegalStateException("the stream stands still in cycle " + now);
    }
    if (word && !ended) {
      blocked += next - now;
    }
    bandwidth.refill(next - now);
    now = next;
    spareAt = bandwidth.spare() ? now - 1 : spareAt;
  }

  /// The next cycle in which something may happen, after one in which nothing did.
  private long next() {
    long next = word ? Math.max(notBefore, now) : Times.UNKNOWN;
    next = Math.min(next, image.wakes(now));
    for (ReadChannel channel : channels) {
      long due = channel.due();
      if (due < Times.UNKNOWN) {
        next = Math.min(next, bandwidth.enough(Math.max(due, now), now));
      }
    }
    return next;
  }

  /// One cycle; whether anything happened in it.
  private boolean step() {
    bandwidth.refill(1);
    boolean changed = false;
    int first = (int) ((now + TURNS_BEFORE) % ports);
    for (int i = 0; i < ports; i++) {
      int port = first + i < ports ? first + i : first + i - ports;
      ReadChannel channel = channels[port];
      ready[port] = channel.ready();
      arrives[port] = channel.due() <= now && bandwidth.take();
    }
    spareAt = bandwidth.spare() ? now : spareAt;
    boolean all = streaming;
    for (Reader reader : readers) {
      all &= reader.valid;
    }
    boolean taken = word && now >= notBefore;
    boolean assembled = all && (!word || taken);
    boolean pop = !streaming || assembled && (split == 1 || part == split - 1);
    for (int port = 0; port < ports; port++) {
      last[port] = arrives[port] && channels[port].give();
    }
    changed |= portZero(pop);
    for (int port = 1; port < ports; port++) {
      Reader reader = readers[port];
      if (reader.offering && ready[port]) {
        channels[port].accept(now, reader.offeredBeats);
      }
      changed |= reader.step(ready[port], arrives[port], pop);
    }
    changed |= regions();
    if (word && !taken && !ended) {
      blocked++;
    }
    assemble(assembled, taken);
    now++;
    return changed | assembled | taken;
  }

  /// The stream's reader of port 0 and the image's, behind their multiplexer.
  private boolean portZero(boolean pop) {
    Reader stream = readers[0];
    Reader pixels = image.reader;
    boolean accepts = ready[0];
    boolean pixelsOffer = pixels.offering;
    boolean takes = mux.takes(stream.offering, pixelsOffer, accepts);
    boolean winner = mux.winner(stream.offering, pixelsOffer);
    int burst = winner ? pixels.offeredBeats : stream.offeredBeats;
    boolean forImage = arrives[0] && mux.image();
    if (mux.offering() && accepts) {
      channels[0].accept(now, mux.beats());
    }
    boolean changed = takes || (mux.offering() && accepts);
    mux.step(takes, winner, burst, accepts, last[0]);
    changed |= stream.step(takes && !winner, arrives[0] && !forImage, pop);
    changed |= image.step(now, takes && winner, forImage);
    return changed;
  }

  private boolean regions() {
    int port = (int) (now - regionsAt);
    if (!streaming || port < 0 || port >= ports) {
      return false;
    }
    readers[port].region(beats, 0);
    return true;
  }

  private void assemble(boolean step, boolean taken) {
    int parts = Math.max(split, gather);
    boolean complete = step && (split > 1 || part == parts - 1);
    word = complete || word && !taken;
    if (step) {
      part = part == parts - 1 ? 0 : part + 1;
    }
  }
}
