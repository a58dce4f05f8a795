package dev.vitcc.testbenches;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolChoice;
import dev.vitcc.testbenches.tools.Tools;
import java.util.List;

/// The tools that tests of the simulator need: skipped where they are missing, failed where CI says
/// so.
public final class RequiredTools {
  private RequiredTools() {}

  /// Verilator, make and a compiler on this machine.
  public static Tools simulator() {
    List<String> missing = LocalTools.missing(Tools.SIMULATOR_TOOLS);
    if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail("not installed: " + missing);
    }
    assumeTrue(missing.isEmpty(), "skipped, not installed: " + missing);
    return Tools.choose(ToolChoice.LOCAL, Tools.DEFAULT_IMAGE);
  }
}
