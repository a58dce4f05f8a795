package dev.vitcc.testbenches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.testbenches.tools.ContainerTools;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolChoice;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Docker engine with the image of the tools, which is made where it is missing.
final class DockerEngine {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private DockerEngine() {}

  /// Skips the test where no engine runs.
  static Tools require() throws InterruptedException {
    assumeTrue(ContainerTools.isAvailable(), "skipped, no Docker engine runs");
    if (run("docker", "image", "inspect", Tools.DEFAULT_IMAGE) != 0) {
      boolean isMade =
          run("scripts/verilator-image.sh") == 0
              || run("scripts/verilator-image.sh", "--debootstrap") == 0;
      assertThat(isMade).as("scripts/verilator-image.sh, run by hand, says more").isTrue();
    }
    return Tools.choose(ToolChoice.DOCKER, Tools.DEFAULT_IMAGE);
  }

  /// Names of the containers that there are, running or not.
  static List<String> containers() throws InterruptedException {
    List<String> names = new ArrayList<>();
    run(names, "docker", "ps", "--all", "--quiet", "--no-trunc");
    return names;
  }

  private static int run(String... words) throws InterruptedException {
    return run(new ArrayList<>(), words);
  }

  private static int run(List<String> lines, String... words) throws InterruptedException {
    ToolCommand command =
        new ToolCommand(List.of(words), PROJECT, List.of(PROJECT), List.of(PROJECT));
    return LocalTools.unnamed().run(command, lines::add);
  }
}
