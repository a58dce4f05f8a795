package dev.vitcc.ir.program;

/// One command of the accelerator program, for one of its units.
///
/// Commands travel in the order of the program, and each unit executes its own in that order. The
/// n-th `VectorGroup` has sequence number n, from 0.
public sealed interface Command {

  /// Fills one slot of column parameters: `columns` pairs of bias and scale, zero beyond.
  ///
  /// @param bias key of the biases, or empty for zero
  /// @param scales key of the scales; a single scale serves all columns
  record LoadParameters(String bias, String scales, int column, int columns) implements Command {}

  /// Streams the weight tiles of one group: k tiles in order, each column by column.
  ///
  /// Weights come from rows `row` … `row + rows - 1` of the matrix under `weights`; its columns are
  /// dealt in blocks of `block`, each padded with zeros to `paddedBlock`.
  ///
  /// @param tiles how many
  record LoadTiles(String weights, int row, int rows, int block, int paddedBlock, int tiles)
      implements Command {}

  /// Fills the lookup table, or the lines in its place, once `waitGroups` vector commands are done.
  record LoadTable(String table, int waitGroups) implements Command {}

  /// Fills the residual memory with the position table.
  record LoadPosition(String table, int rows) implements Command {}

  /// Appends the gains of the columns of a layer norm to the gain memory.
  ///
  /// @param gains key of the gains
  record LoadGains(String gains, int columns) implements Command {}

  /// Reads the image and gathers its patches.
  ///
  /// @param patch edge of a patch in pixels
  /// @param patchBytes bytes of one row of a patch
  /// @param patchRows rows of patches
  /// @param patchColumns patches in a row
  /// @param leadingRows rows of the matrix before the first patch
  record LoadImage(int patch, int patchBytes, int patchRows, int patchColumns, int leadingRows)
      implements Command {}

  /// Streams rows past `tiles` stationary tiles, one after the other, into one group of
  /// accumulators.
  ///
  /// @param layer node of the graph it computes
  /// @param rows how many rows
  /// @param row the first, a multiple of pm
  /// @param tiles stationary tiles, pk columns of the source each
  /// @param chunk the first chunk of pk columns of the source
  /// @param stationaryRow keys: token of the first column; values: first token
  /// @param stationaryColumn keys: first chunk of pk dimensions; values: dimension of the first
  ///   column
  /// @param keys tokens that take part in attention
  /// @param leadingRows rows that stream zeros (image), columns that are zero (uniform)
  /// @param imageColumns columns of the image matrix (image only, else 0)
  /// @param first whether accumulators start from zero
  /// @param last whether results go to the vector unit
  /// @param needStream vector command whose rows the source needs, or -1
  /// @param needStationary vector command whose rows keys or values need, or -1
  /// @param gain softmax: scale of the values over scale of the output
  /// @param shift likewise
  /// @param bits of the codes that layer norm or exponential give, 2 to 8
  /// @param gainWord word of the gain memory with the gains of the first tile's columns
  /// @param needGains gains that must have been loaded, or 0 for columns that have none
  /// @param judges whether the exponentials of the first row judge tokens
  record MatrixGroup(
      String layer,
      int rows,
      int row,
      int tiles,
      StreamSource source,
      int chunk,
      StationarySource stationary,
      int stationaryRow,
      int stationaryColumn,
      int keys,
      int leadingRows,
      int imageColumns,
      boolean first,
      boolean last,
      int needStream,
      int needStationary,
      int gain,
      int shift,
      int bits,
      int gainWord,
      int needGains,
      boolean judges)
      implements Command {
    /// The same with other extents.
    public MatrixGroup with(int someRows, int someTiles, int someKeys) {
      return new MatrixGroup(
          layer,
          someRows,
          row,
          someTiles,
          source,
          chunk,
          stationary,
          stationaryRow,
          stationaryColumn,
          someKeys,
          leadingRows,
          imageColumns,
          first,
          last,
          needStream,
          needStationary,
          gain,
          shift,
          bits,
          gainWord,
          needGains,
          judges);
    }

    /// One that judges no tokens.
    public MatrixGroup(
        String layer,
        int rows,
        int row,
        int tiles,
        StreamSource source,
        int chunk,
        StationarySource stationary,
        int stationaryRow,
        int stationaryColumn,
        int keys,
        int leadingRows,
        int imageColumns,
        boolean first,
        boolean last,
        int needStream,
        int needStationary,
        int gain,
        int shift,
        int bits,
        int gainWord,
        int needGains) {
      this(
          layer,
          rows,
          row,
          tiles,
          source,
          chunk,
          stationary,
          stationaryRow,
          stationaryColumn,
          keys,
          leadingRows,
          imageColumns,
          first,
          last,
          needStream,
          needStationary,
          gain,
          shift,
          bits,
          gainWord,
          needGains,
          false);
    }
  }

  /// Drains one group of accumulators: bias, scale, and what the destination asks for.
  ///
  /// @param slice the tensor that is stored
  /// @param column where the group starts in the destination
  /// @param validColumns columns of this group that are stored (scores: that are keys); the rest is
  ///   padding, and with narrow columns not drained
  /// @param rowScale whether the scale comes from the softmax sum of the row
  /// @param firstOfRow whether the statistics of the rows start here
  /// @param lastOfRow whether they end here: maxima or layer-norm constants become valid
  /// @param needTables lookup tables that must have been loaded
  /// @param needPositions position tables that must have been loaded
  /// @param bits of the codes of queries, keys, values and attention outputs, 2 to 8; else 8
  /// @param role what it has to do with dropping tokens
  record VectorGroup(
      TensorSlice slice,
      int rows,
      int row,
      Destination destination,
      int column,
      int validColumns,
      boolean rowScale,
      boolean firstOfRow,
      boolean lastOfRow,
      int needTables,
      int needPositions,
      LayerNormConstants norm,
      int bits,
      TokenRole role)
      implements Command {
    public boolean gathers() {
      return role == TokenRole.GATHER;
    }

    /// The same with other extents.
    public VectorGroup with(int someRows, int someColumns) {
      return new VectorGroup(
          slice,
          someRows,
          row,
          destination,
          column,
          someColumns,
          rowScale,
          firstOfRow,
          lastOfRow,
          needTables,
          needPositions,
          norm,
          bits,
          role);
    }

    /// One that drains.
    public VectorGroup(
        TensorSlice slice,
        int rows,
        int row,
        Destination destination,
        int column,
        int validColumns,
        boolean rowScale,
        boolean firstOfRow,
        boolean lastOfRow,
        int needTables,
        int needPositions,
        LayerNormConstants norm,
        int bits) {
      this(
          slice,
          rows,
          row,
          destination,
          column,
          validColumns,
          rowScale,
          firstOfRow,
          lastOfRow,
          needTables,
          needPositions,
          norm,
          bits,
          TokenRole.NONE);
    }
  }

  /// Says how tokens are judged, before the commands that judge them: matrix commands by their
  /// exponentials, or vector commands by what they store.
  ///
  /// Of equal scores the first stay. Where nothing is searched for, all that reach the threshold
  /// stay.
  ///
  /// @param layer node of the graph that drops tokens
  /// @param tokens that there are
  /// @param heads that judge
  /// @param learned whether they judge by what vector commands store
  /// @param leading tokens that always stay
  /// @param most others that may stay
  /// @param threshold the least score with which one of them may stay
  /// @param share of all their scores, in units of 2^-16: no more stay than it takes to hold it;
  ///   `WHOLE` for no bound
  /// @param searches whether `most` or `share` may be a bound
  /// @param factor of scores in weights of a sum, in units of 2^-31; 0 if weights are of a mean
  /// @param packaged whether what is dropped becomes one more token
  record SelectTokens(
      String layer,
      int tokens,
      int heads,
      boolean learned,
      int leading,
      int most,
      int threshold,
      int share,
      boolean searches,
      int factor,
      boolean packaged)
      implements Command {
    /// All scores.
    public static final int WHOLE = 1 << 16;
  }

  /// Waits until it is decided which tokens stay. From here on no command has more rows or keys,
  /// and groups of keys beyond the tokens are left out.
  ///
  /// @param layer node of the graph that drops tokens
  record BoundTokens(String layer) implements Command {}

  /// Writes `elements` results as 32-bit integers to the output of the frame.
  record Store(int elements) implements Command {}

  /// Ends the frame when all units are done.
  record End() implements Command {}
}
