package dev.vitcc.cli.explore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;

/// A model with values for its constants, and the engine that is chosen for it.
///
/// @param macs multiplications of a frame
/// @param parameters of the network
/// @param point absent if there is none
/// @param reason why there is none
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Candidate(
    Map<String, String> constants,
    String board,
    @JsonProperty("clock_mhz") double clockMhz,
    long macs,
    long parameters,
    Optional<Point> point,
    String reason) {

  static Candidate none(Map<String, String> constants, String board, String reason) {
    return new Candidate(constants, board, 0, 0, 0, Optional.empty(), reason);
  }
}
