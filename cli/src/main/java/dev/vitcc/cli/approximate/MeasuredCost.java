package dev.vitcc.cli.approximate;

import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Lookup tables of an evaluator according to Yosys, with multipliers and tables made of them.
public final class MeasuredCost {
  private static final Pattern CELLS = Pattern.compile("(?:LUT[1-6]|INV|SRL16E|SRLC32E)\\s+(\\d+)");
  private final LocalTools tools = new LocalTools("yosys");

  /// @throws ToolException if Yosys is not installed or fails
  public int lut(Evaluator evaluator) throws IOException, InterruptedException {
    if (!LocalTools.missing(List.of("yosys")).isEmpty()) {
      throw new ToolException(
          "not installed: yosys", "install it (on Debian or Ubuntu: apt-get install yosys)");
    }
    Path work = Files.createTempDirectory("vitcc-approximate");
    Path source = work.resolve("evaluator.sv");
    Path cells = work.resolve("cells.txt");
    try {
      Files.writeString(source, evaluator.systemVerilog());
      String script =
          "read_verilog -sv evaluator.sv; synth_xilinx -family xcup -top %s -flatten -noiopad"
              + " -noclkbuf -nodsp -nobram; tee -q -o cells.txt stat";
      ToolCommand command =
          new ToolCommand(
              List.of("yosys", "-q", "-p", script.formatted(evaluator.name())),
              work,
              List.of(work),
              List.of(work));
      if (tools.run(command, _ -> {}) != 0) {
        throw new ToolException("yosys failed on " + evaluator.candidate().form(), "");
      }
      return CELLS.matcher(Files.readString(cells)).results().mapToInt(MeasuredCost::count).sum();
    } finally {
      Files.deleteIfExists(source);
      Files.deleteIfExists(cells);
      Files.deleteIfExists(work);
    }
  }

  private static int count(MatchResult cell) {
    return Integer.parseInt(cell.group(1));
  }
}
