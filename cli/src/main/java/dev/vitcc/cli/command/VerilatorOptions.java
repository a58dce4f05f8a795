package dev.vitcc.cli.command;

import dev.vitcc.testbenches.tools.ToolChoice;
import dev.vitcc.testbenches.tools.Tools;
import picocli.CommandLine.Option;

/// Options that say where Verilator runs.
public final class VerilatorOptions {
  @Option(
      names = "--verilator",
      paramLabel = "auto|local|docker",
      description = {
        "On this machine, in a container, or here if it is installed",
        "and else in a container (default: auto)."
      })
  private ToolChoice verilator = ToolChoice.AUTO;

  @Option(
      names = "--verilator-image",
      paramLabel = "NAME",
      description = "The container's image (default: " + Tools.DEFAULT_IMAGE + ").")
  private String image = Tools.DEFAULT_IMAGE;

  /// The tools.
  ///
  /// @throws dev.vitcc.testbenches.tools.ToolException if they are not there
  Tools find() {
    return Tools.choose(verilator, image);
  }
}
