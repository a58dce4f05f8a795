package dev.vitcc.ir.program;

import dev.vitcc.ir.numerics.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/// The parameters of an accelerator: what the hardware is built with, whatever model it then runs.
///
/// @param pm tokens streamed a cycle: 1, 2 or 4
/// @param pk reduction lanes: a multiple of 8
/// @param pn output lanes: a multiple of 8; one of pk and pn divides the other unless some columns
///   are narrow
/// @param lanes results drained a cycle, pm times a divisor of pn
/// @param axiBits data width of each memory port
/// @param ports memory ports; all of them together deliver a divisor or a multiple of pk bytes a
///   beat
/// @param maxTokens rows of the longest matrix, class and distillation tokens included
/// @param residualColumns columns of the residual memory, a multiple of `memoryLanes()`
/// @param headColumns columns of the query, key, value and attention memories, likewise
/// @param hiddenColumns columns of the memory that hidden layer and image share, likewise
/// @param accumulatorBits width of an accumulator, bias included
/// @param tileDepth tiles that the load unit may run ahead
/// @param resultDepth rows that wait between matrix and vector unit, at least 32
/// @param commandDepth commands that wait for each unit
/// @param formats what number formats ask for beyond 8 bits
public record Engine(
    int pm,
    int pk,
    int pn,
    int lanes,
    int axiBits,
    int ports,
    int maxTokens,
    int residualColumns,
    int headColumns,
    int hiddenColumns,
    int accumulatorBits,
    int tileDepth,
    int resultDepth,
    int commandDepth,
    Formats formats) {

  /// Weights and activations of 8 bits.
  public Engine(
      int pm,
      int pk,
      int pn,
      int lanes,
      int axiBits,
      int ports,
      int maxTokens,
      int residualColumns,
      int headColumns,
      int hiddenColumns,
      int accumulatorBits,
      int tileDepth,
      int resultDepth,
      int commandDepth) {
    this(
        pm,
        pk,
        pn,
        lanes,
        axiBits,
        ports,
        maxTokens,
        residualColumns,
        headColumns,
        hiddenColumns,
        accumulatorBits,
        tileDepth,
        resultDepth,
        commandDepth,
        Formats.EIGHT_BITS);
  }

  /// Bits of the index of a lookup table.
  public static final int TABLE_INDEX_BITS = 10;

  /// Heads of a learned selector, at most.
  public static final int MOST_VOTERS = 16;

  /// Bits of a code where nobody asks for fewer.
  public static final int CODE_BITS = 8;

  /// Bytes that a command takes in the stream, before rounding up to whole words.
  public static final int COMMAND_BYTES = 32;

  /// Bytes a column of parameters takes: bias (4), scale (4).
  public static final int PARAMETER_BYTES = 8;

  /// A hash of all parameters: hardware refuses a memory image that was made for another engine.
  public int fingerprint() {
    CRC32 crc = new CRC32();
    crc.update(toString().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /// Lanes of a word of activation memory. Groups of columns that are not all as wide as one
  /// another are aligned to what is drained a cycle only.
  public int memoryLanes() {
    return Math.max(pk, formats.narrowColumns() == 0 ? pn : drainColumns());
  }

  /// Columns whose multipliers take weights of 8 bits, the first ones.
  public int wideColumns() {
    return pn - formats.narrowColumns();
  }

  /// The same with accumulators of so many bits, and with lines or without.
  public Engine with(int accumulators, Lines lines) {
    return with(accumulators, formats.with(lines));
  }

  /// The same with tables of constants or without.
  public Engine with(Evaluated evaluated) {
    return with(accumulatorBits, formats.with(evaluated));
  }

  /// The same with more or less for dropping tokens.
  public Engine with(Pruning pruning) {
    return with(accumulatorBits, formats.with(pruning));
  }

  /// The same with other formats.
  public Engine with(Formats others) {
    return with(accumulatorBits, others);
  }

  private Engine with(int accumulators, Formats others) {
    return new Engine(
        pm,
        pk,
        pn,
        lanes,
        axiBits,
        ports,
        maxTokens,
        residualColumns,
        headColumns,
        hiddenColumns,
        accumulators,
        tileDepth,
        resultDepth,
        commandDepth,
        others);
  }

  /// Whether there are narrow columns.
  public boolean hasNarrow() {
    return formats.narrowColumns() > 0;
  }

  /// How many columns there are, such as `64` or `(32 + 160 binary)`.
  public String columnsText() {
    String format = formats.narrow().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return formats.narrowColumns() == 0
        ? Integer.toString(pn)
        : "(%d + %d %s)".formatted(wideColumns(), formats.narrowColumns(), format);
  }

  /// Whether a narrow column computes column `column` of a matrix whose rows are all dealt out.
  public boolean isNarrow(int column) {
    return column % pn >= wideColumns();
  }

  /// Whether heads of so many columns lie side by side in memory, so that a group may have several
  /// heads'.
  public boolean packsHeads(int dimension) {
    return dimension % memoryLanes() == 0;
  }

  /// Whether a group of so many columns takes narrow ones besides all wide ones.
  public boolean isMixed(int columns) {
    return columns > wideColumns();
  }

  /// Stream words of one tile for a group of so many columns. Of narrow columns 8 ÷ bits are a
  /// word.
  public int tileWords(int columns) {
    int narrowWords = formats.narrowColumns() * formats.narrow().bits() / Byte.SIZE;
    return wideColumns() + (isMixed(columns) ? narrowWords : 0);
  }

  /// Beats in which a group of so many columns is drained: all there are, but with narrow columns
  /// only those that have any of the group's.
  public int beats(int columns) {
    int drained = formats.narrowColumns() == 0 ? pn : columns;
    return ceilDiv(drained, drainColumns());
  }

  /// Columns of one row that are drained a cycle.
  public int drainColumns() {
    return lanes / pm;
  }

  /// Bytes of a lookup table, or of the lines in its place.
  public int tableBytes() {
    Lines lines = formats.lines();
    return lines.exist() ? lines.segments() * Lines.LINE_BYTES : 1 << TABLE_INDEX_BITS;
  }

  /// Bytes that all ports deliver in one beat.
  public int busBytes() {
    return ports * axiBits / 8;
  }

  /// Columns of the score memory.
  public int scoreColumns() {
    return roundUp(maxTokens, memoryLanes());
  }

  /// Multiplications a cycle.
  public int peakMacs() {
    return pm * pk * pn;
  }

  /// The least multiple of `step` that is at least `value`.
  public static int roundUp(int value, int step) {
    return (value + step - 1) / step * step;
  }

  public static int ceilDiv(int value, int step) {
    return (value + step - 1) / step;
  }
}
