package dev.vitcc.targets;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A board to build for.
///
/// @param name as the model or `--board` gives it
/// @param title the maker's name for it; the name where the file gives no title
/// @param part the device with package and grade, as Vivado names it
/// @param boardPart the board as Vivado names it, without its version
/// @param processor absent where the fabric is alone on the board
/// @param clockMhz what is taken where the model names no clock
/// @param sources where the figures come from, one line each
public record Board(
    String name,
    String title,
    Optional<String> part,
    Optional<String> boardPart,
    Optional<Processor> processor,
    Family family,
    DspKind dspKind,
    Resources resources,
    Memory memory,
    OptionalDouble clockMhz,
    List<String> sources) {
  public Board {
    sources = List.copyOf(sources);
  }
}
