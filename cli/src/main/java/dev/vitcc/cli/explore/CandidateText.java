package dev.vitcc.cli.explore;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Candidates as lines: of a table, or of JSON.
public final class CandidateText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CandidateText() {}

  /// An object on one line.
  public static String json(Candidate candidate) {
    return JSON.writeValueAsString(candidate);
  }

  /// Constants, board, and what the engine gives and takes; or why there is none.
  public static String line(Candidate candidate) {
    String constants =
        candidate.constants().entrySet().stream()
            .map(CandidateText::text)
            .collect(Collectors.joining(" "));
    return candidate
        .point()
        .map(
            point ->
                FrontierTable.text(
                    "%s  %s  %.1f frames/s  %s  %,.0f LUT  %,.0f DSP  %.1f BRAM36  %.0f %%",
                    constants,
                    candidate.board(),
                    point.framesPerSecond(),
                    point.engine().text(),
                    point.resources().lut(),
                    point.resources().dsp(),
                    point.resources().bram36(),
                    100 * point.share()))
        .orElseGet(() -> constants + "  " + candidate.reason());
  }

  private static String text(Map.Entry<String, String> constant) {
    return constant.getKey() + "=" + constant.getValue();
  }
}
