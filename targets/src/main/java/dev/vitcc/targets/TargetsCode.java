package dev.vitcc.targets;

import dev.vitcc.ir.diagnostic.DiagnosticCode;

/// What can be wrong with a board: `E0501` and `E0511` to `E0513`.
public enum TargetsCode implements DiagnosticCode {
  UNKNOWN_BOARD(
      "E0501",
      "no board has this name",
      "`vitcc boards` lists the boards that are known. A board of your own is a JSON file, named by its"
          + " path (`--board my_board.json`); start from a copy of one of the known boards' files."),
  BOARD_UNREADABLE(
      "E0511",
      "a board file can't be read",
      "The file is missing, is a folder, may not be read, or is far larger than a board file is. The path"
          + " in a model is relative to the model file."),
  BOARD_SYNTAX(
      "E0512",
      "a board file is not JSON",
      "A board file is one JSON object. Names and strings stand in double quotes, and there is no comma"
          + " before a closing brace."),
  BOARD_FIELD(
      "E0513",
      "a field of a board file is missing, unknown or wrong",
      "A board has `name`, `family` (xc7, xcup or versal) and `resources` with lut, ff, dsp, bram36 and"
          + " uram. It may have `schema` (vitcc.board/1), `title`, `part`, `dsp_kind` (DSP48E1, DSP48E2 or"
          + " DSP58), `memory` with ports, port_bits and bandwidth_gb_s, `clock_mhz` and `sources`. What is"
          + " not known is left out; nothing is guessed in its place.");

  private final String code;
  private final String title;
  private final String explanation;

  TargetsCode(String code, String title, String explanation) {
    this.code = code;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
