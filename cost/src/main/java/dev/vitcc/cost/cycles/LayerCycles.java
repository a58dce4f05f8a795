package dev.vitcc.cost.cycles;

/// What a layer of the program takes; its cycles are its rows and what it waited for.
///
/// @param name node of the graph that it computes
/// @param rows cycles in which a row was issued
/// @param weights idle: weights had not arrived
/// @param stationary idle: the stationary operand was not loaded yet
/// @param operand idle: the row's operand was not there
/// @param credit idle: no room for a result
/// @param command idle: no command
/// @param tiles stationary tiles
/// @param streamWords words that its commands, parameters, tables and weights take
/// @param drain cycles in which the vector unit drained its results
/// @param drainBlocked cycles in which the vector unit had one and waited
public record LayerCycles(
    String name,
    long rows,
    long weights,
    long stationary,
    long operand,
    long credit,
    long command,
    long tiles,
    long streamWords,
    long drain,
    long drainBlocked) {
  public long idle() {
    return weights + stationary + operand + credit + command;
  }

  public long cycles() {
    return rows + idle();
  }
}
