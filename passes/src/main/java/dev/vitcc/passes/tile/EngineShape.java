package dev.vitcc.passes.tile;

import dev.vitcc.ir.program.Formats;

/// What of an engine is free for a model: everything but the sizes of memories.
///
/// @param lanes results drained a cycle
/// @param axiBits of each memory port
/// @param tileDepth tiles that the load unit may run ahead
/// @param resultDepth rows that wait between matrix and vector unit
/// @param commandDepth commands that wait for each unit
/// @param formats what number formats ask for beyond 8 bits
public record EngineShape(
    int pm,
    int pk,
    int pn,
    int lanes,
    int axiBits,
    int ports,
    int tileDepth,
    int resultDepth,
    int commandDepth,
    Formats formats) {
  /// A stationary tile and its successor are on chip; six more bridge a burst that comes late.
  private static final int TILE_DEPTH = 8;

  private static final int RESULT_DEPTH = 32;
  private static final int COMMAND_DEPTH = 16;

  /// With queues that are deep enough for usual memories.
  public static EngineShape of(int pm, int pk, int pn, int lanes, int axiBits, int ports) {
    return new EngineShape(
        pm,
        pk,
        pn,
        lanes,
        axiBits,
        ports,
        TILE_DEPTH,
        RESULT_DEPTH,
        COMMAND_DEPTH,
        Formats.EIGHT_BITS);
  }

  /// The same with room for so many waiting rows of results.
  EngineShape withResults(int rows) {
    return new EngineShape(
        pm, pk, pn, lanes, axiBits, ports, tileDepth, rows, commandDepth, formats);
  }

  /// The same with other formats.
  public EngineShape with(Formats other) {
    return new EngineShape(
        pm, pk, pn, lanes, axiBits, ports, tileDepth, resultDepth, commandDepth, other);
  }
}
