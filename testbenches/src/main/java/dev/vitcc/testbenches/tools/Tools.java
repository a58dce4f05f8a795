package dev.vitcc.testbenches.tools;

import java.util.List;
import java.util.function.Consumer;

/// Runs Verilator, make and what they build, here or in a container.
public sealed interface Tools permits LocalTools, ContainerTools {
  /// The image with the tools that scripts/verilator-image.sh makes.
  String DEFAULT_IMAGE = "vitcc-verilator";

  /// What must be there to build a simulator.
  List<String> SIMULATOR_TOOLS = List.of("verilator", "make", "g++");

  /// Text that differs where a simulator built by other tools, or on another machine, would not do.
  String identity();

  /// Runs a program to its end and gives each line of its output to `line`.
  ///
  /// @return its exit code
  /// @throws ToolException if it can't be started
  /// @throws InterruptedException if this thread was interrupted; the program is then stopped
  int run(ToolCommand command, Consumer<String> line) throws InterruptedException;

  /// The tools that a choice stands for.
  ///
  /// @param image of the container
  /// @throws ToolException if they are not there; the hint says how to get them
  static Tools choose(ToolChoice choice, String image) {
    List<String> missing = LocalTools.missing(SIMULATOR_TOOLS);
    return switch (choice) {
      case LOCAL -> {
        if (!missing.isEmpty()) {
          throw new ToolException("not installed: " + String.join(", ", missing), INSTALL);
        }
        yield LocalTools.find();
      }
      case DOCKER -> ContainerTools.find(image);
      case AUTO -> {
        if (missing.isEmpty()) {
          yield LocalTools.find();
        }
        if (ContainerTools.isAvailable()) {
          yield ContainerTools.find(image);
        }
        throw new ToolException(
            "not installed: " + String.join(", ", missing) + "; and no Docker engine was found",
            INSTALL + ", or start a Docker engine");
      }
    };
  }

  /// How to get the tools.
  String INSTALL = "install them (on Debian or Ubuntu: apt-get install verilator g++ make)";
}
