package dev.vitcc.cli;

import java.util.Arrays;
import java.util.Locale;

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

  /// The one with that number.
  static ExitCode of(int code) {
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst().orElse(BUG);
  }

  /// Its name in documents, such as `target-missed`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What a message about it begins with.
  public String prefix() {
    return switch (this) {
      case DONE, MISMATCH, STOPPED -> "";
      case MODEL_WRONG, USAGE, TARGET_MISSED, TOOL_FAILED -> "error: ";
      case BUG -> "a bug of vitcc, please report it with what follows: ";
    };
  }

  /// Whether vitcc did all that it was asked for, and what it found can be relied on.
  public boolean isRunToEnd() {
    return switch (this) {
      case DONE, MODEL_WRONG, TARGET_MISSED, MISMATCH -> true;
      case USAGE, TOOL_FAILED, BUG, STOPPED -> false;
    };
  }

  /// Whether the caller's words are what is wrong.
  public boolean isOfTheCaller() {
    return this == USAGE;
  }
}
