package dev.vitcc.cli.synthesize;

import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs Yosys on the SystemVerilog of a build and reads what it takes of the device.
public final class Yosys {
  private static final String INSTALL = "install it (on Debian or Ubuntu: apt-get install yosys)";
  private static final int LINES_OF_A_FAILURE = 20;
  private final LocalTools tools = new LocalTools("yosys");

  private Yosys() {}

  /// @throws ToolException if Yosys is not installed
  public static Yosys find() {
    if (!LocalTools.missing(List.of("yosys")).isEmpty()) {
      throw new ToolException("not installed: yosys", INSTALL);
    }
    return new Yosys();
  }

  /// Synthesises a build.
  ///
  /// @throws ToolException if Yosys fails, or doesn't know the device
  public Synthesis run(ExistingBuild build, Console console)
      throws IOException, InterruptedException {
    if (!Files.exists(build.file(YosysScript.FILE))) {
      throw new ToolException(
          "Yosys doesn't know the device of this board", "synthesise for another board");
    }
    return run(build.file("rtl"), console::progress);
  }

  /// Synthesises the sources of a folder as the script beside them says.
  public Synthesis run(Path sources, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("vitcc-synth");
    try {
      copy(sources, work);
      Deque<String> last = new ArrayDeque<>();
      StringBuilder version = new StringBuilder();
      int code =
          tools.run(
              new ToolCommand(
                  List.of("yosys", "-s", "synth.ys"), work, List.of(work), List.of(work)),
              line -> {
                if (version.isEmpty() && line.matches(" ?Yosys \\d.*")) {
                  version.append(line.strip());
                }
                last.addLast(line);
                if (last.size() > LINES_OF_A_FAILURE) {
                  last.removeFirst();
                }
                if (line.matches("\\d+\\..*Executing .*")) {
                  progress.accept("synthesising: " + line.replaceFirst("\\.$", ""));
                }
              });
      if (code != 0) {
        throw new ToolException("yosys failed:\n" + String.join("\n", last), "");
      }
      return Synthesis.of(
          version.toString(),
          Netlist.parse(Files.readAllLines(work.resolve(YosysScript.CELLS))),
          LogicDepth.parse(Files.readAllLines(work.resolve(YosysScript.PATHS))));
    } finally {
      delete(work);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(work);
  }
}
