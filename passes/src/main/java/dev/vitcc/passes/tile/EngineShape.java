package dev.vitcc.passes.tile;

/// What of an engine is free for a model: everything but the sizes of memories.
///
/// @param lanes results drained a cycle
/// @param axiBits of each memory port
/// @param tileDepth tiles that the load unit may run ahead
/// @param resultDepth rows that wait between matrix and vector unit
/// @param commandDepth commands that wait for each unit
public record EngineShape(
    int pm,
    int pk,
    int pn,
    int lanes,
    int axiBits,
    int ports,
    int tileDepth,
    int resultDepth,
    int commandDepth) {
  /// A stationary tile and its successor are on chip; six more bridge a burst that comes late.
  private static final int TILE_DEPTH = 8;

  private static final int RESULT_DEPTH = 32;
  private static final int COMMAND_DEPTH = 16;

  /// With queues that are deep enough for usual memories.
  public static EngineShape of(int pm, int pk, int pn, int lanes, int axiBits, int ports) {
    return new EngineShape(
        pm, pk, pn, lanes, axiBits, ports, TILE_DEPTH, RESULT_DEPTH, COMMAND_DEPTH);
  }
}
