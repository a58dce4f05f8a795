package dev.vitcc.testbenches.tools;

/// Where the tools shall run, as `--verilator` says it.
public enum ToolChoice {
  /// On this machine if they are installed, else in a container if there is a Docker engine.
  AUTO,
  /// On this machine.
  LOCAL,
  /// In a container.
  DOCKER
}
