package dev.vitcc.fuzz;

import java.nio.file.Path;

/// What a run is asked for.
///
/// @param seed that everything follows from
/// @param models how many
/// @param hls so many of them, the first, on HLS C++, too
/// @param rtl so many of them, the first, on RTL, too
/// @param perEngine models for which one engine is built
/// @param work folder for what is built, and for cases
/// @param threads that work at the same time; they change no result
public record Settings(
    long seed, int models, int hls, int rtl, int perEngine, Path work, int threads) {
  /// Models that make up for a simulator's compile time.
  public static final int MODELS_PER_ENGINE = 32;
}
