package dev.vitcc.cli.synthesize;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.targets.DspKind;
import dev.vitcc.targets.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `rtl/synth.ys`: what Yosys does with a build.
public final class YosysScript {
  public static final String FILE = "rtl/synth.ys";

  /// The cells of each module, and the longest path in each, beside the script.
  static final String CELLS = "synth.txt";

  static final String PATHS = "depth.txt";

  /// Yosys finds no cascades of DSP blocks by itself.
  private static final String CASCADES = " -DVITCC_DSP48E2";

  private YosysScript() {}

  /// The hierarchy is kept: what there is five hundred times is synthesised once, and figures can
  /// be read module by module. Flattening a design of some 2,000 multipliers, if only to count its
  /// cells, takes a minute and 6 GB more.
  ///
  /// @return empty if Yosys doesn't know the family
  public static Optional<String> of(List<SourceFile> sources, Family family) {
    if (!family.isSynthesised()) {
      return Optional.empty();
    }
    String read = "read_verilog -sv" + (family.dspKind() == DspKind.DSP48E2 ? CASCADES : "");
    StringBuilder script = new StringBuilder("# Resources of the accelerator: yosys -s synth.ys\n");
    for (SourceFile source : sources) {
      if (source.path().endsWith(".sv")) {
        script.append(read).append(' ').append(name(source)).append('\n');
      }
    }
    return Optional.of(
        script
            .append("synth_xilinx -family ")
            .append(family.label())
            .append(" -top ")
            .append(RtlBackend.TOP)
            .append(" -noiopad -noclkbuf\n")
            .append("tee -q -o ")
            .append(CELLS)
            .append(" stat -top ")
            .append(RtlBackend.TOP)
            .append("\n# sta knows delays only of cells that are read with them.\n")
            .append("read_verilog -lib -specify +/xilinx/cells_sim.v\ntee -q -o ")
            .append(PATHS)
            .append(" sta\n")
            .toString());
  }

  private static Path name(SourceFile source) {
    return Path.of(source.path()).getFileName();
  }
}
