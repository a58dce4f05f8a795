package dev.vitcc.backend.hls;

import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.NarrowFormat;

/// The sizes of the HLS design that follow from an engine.
///
/// Activation memories are built of segments: RAMs whose words are read and written whole. What is
/// written (a beat of the vector unit, half a word of the position table) and what is read (pk
/// lanes) are multiples of a segment.
final class Sizes {
  private static final int MOST_SEGMENT_LANES = 16;
  private static final int CHAIN_LANES = 8;
  private static final int LARGEST_EXPONENT = 6;
  private final Engine engine;

  Sizes(Engine engine) {
    this.engine = engine;
  }

  int axiBytes() {
    return engine.axiBits() / Byte.SIZE;
  }

  int segmentLanes() {
    int read = gcd(engine.pk() / 2, engine.drainColumns());
    return gcd(read, gcd(axiBytes(), MOST_SEGMENT_LANES));
  }

  int segments() {
    return engine.memoryLanes() / segmentLanes();
  }

  int rowsPerBank() {
    return Engine.ceilDiv(engine.maxTokens(), engine.pm());
  }

  /// Words of each bank of a memory.
  int depth(int columns) {
    return rowsPerBank() * (columns / engine.memoryLanes());
  }

  /// Byte banks of a set of values: a power of two, enough for what is written and read at once.
  int valueBanks() {
    int most = Math.max(engine.drainColumns(), engine.pk() / engine.pm());
    return Integer.highestOneBit(2 * most - 1);
  }

  int valueDepth() {
    return Engine.ceilDiv(rowsPerBank(), valueBanks()) * engine.headColumns();
  }

  /// Arrays have at least an element, also where nothing is in it.
  int narrowSlots() {
    return Math.max(1, engine.formats().narrowColumns());
  }

  int narrowBits() {
    return Math.max(1, engine.formats().narrow().bits());
  }

  /// Powers of two shift operands.
  int narrowTermBits() {
    boolean shifts = engine.formats().narrow() == NarrowFormat.POWER_OF_TWO;
    return engine.formats().activationBits() + (shifts ? LARGEST_EXPONENT : 0);
  }

  int chains() {
    return engine.pk() / CHAIN_LANES;
  }

  int chainLanes() {
    return CHAIN_LANES;
  }

  /// Beats of the vector unit that a row takes, all of it.
  int beatsPerRow() {
    return engine.pn() / engine.drainColumns();
  }

  /// Each copy of the lookup table serves two lanes.
  int tableCopies() {
    return hasLines() ? 1 : engine.lanes() / 2;
  }

  int tableEntries() {
    return hasLines() ? 1 : 1 << Engine.TABLE_INDEX_BITS;
  }

  int judgedTokens() {
    return engine.formats().pruning().exists() ? engine.maxTokens() : 1;
  }

  int votedTokens() {
    return engine.formats().pruning().learns() ? engine.maxTokens() : 1;
  }

  /// Each lane has its own lines.
  int lineCopies() {
    return hasLines() ? engine.lanes() : 1;
  }

  int lines() {
    return hasLines() ? engine.formats().lines().segments() : 0;
  }

  /// Indices on a line.
  int lineSteps() {
    return (1 << Engine.TABLE_INDEX_BITS) / Math.max(1, lines());
  }

  int slopeBits() {
    return Math.max(1, engine.formats().lines().slopeBits());
  }

  private boolean hasLines() {
    return engine.formats().lines().exist();
  }

  int commandWords() {
    return Engine.ceilDiv(Engine.COMMAND_BYTES, engine.pk());
  }

  int beatsPerWord() {
    return Math.max(1, engine.pk() / engine.busBytes());
  }

  int wordsPerBeat() {
    return Math.max(1, engine.busBytes() / engine.pk());
  }

  /// Stream words that load may run ahead.
  int wordDepth() {
    return engine.tileDepth() * engine.tileWords(engine.pn());
  }

  int tableWords() {
    return CommandFormat.tableWords(engine);
  }

  /// Steps of the longest matrix command.
  int maxSteps() {
    int columns =
        Math.max(
            Math.max(engine.residualColumns(), engine.hiddenColumns()),
            Math.max(engine.headColumns(), engine.scoreColumns()));
    int tiles = columns / engine.pk();
    int words = engine.tileWords(engine.pn());
    return (tiles - 1) * Math.max(rowsPerBank(), words) + rowsPerBank() * beatsPerRow();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
