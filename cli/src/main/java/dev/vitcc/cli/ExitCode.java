package dev.vitcc.cli;

/// What the process says to its caller.
public enum ExitCode {
  DONE(0, "done"),
  MODEL_WRONG(1, "the model, its weights or its images are wrong"),
  USAGE(2, "the command line is wrong"),
  TARGET_MISSED(3, "the target can't be met"),
  MISMATCH(4, "verification found a mismatch"),
  TOOL_FAILED(5, "an external tool failed or is missing"),
  BUG(70, "a bug of vitcc"),
  STOPPED(130, "stopped by the user");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }
}
