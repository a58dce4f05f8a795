package dev.vitcc.backend.hls;

import java.util.List;

/// What the vendor's tools are to make the design for.
///
/// @param parts the device; none where the board names none
/// @param clockMhz of the design
public record HlsTarget(List<String> parts, double clockMhz) {
  public HlsTarget {
    parts = List.copyOf(parts);
  }
}
