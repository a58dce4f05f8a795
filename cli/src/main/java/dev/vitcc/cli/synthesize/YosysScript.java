package dev.vitcc.cli.synthesize;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.targets.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `rtl/synth.ys`: what Yosys does with a build.
public final class YosysScript {
  public static final String FILE = "rtl/synth.ys";

  /// The cells of each module, as Yosys counts them, beside the script.
  static final String CELLS = "synth.json";

  private YosysScript() {}

  /// The hierarchy is kept: synthesis takes seconds and not minutes, and figures can be read module
  /// by module.
  ///
  /// @return empty if Yosys doesn't know the family
  public static Optional<String> of(List<SourceFile> sources, Family family) {
    if (!family.isSynthesised()) {
      return Optional.empty();
    }
    StringBuilder script = new StringBuilder("# Resources of the accelerator: yosys -s synth.ys\n");
    for (SourceFile source : sources) {
      if (source.path().endsWith(".sv")) {
        script.append("read_verilog -sv ").append(name(source)).append('\n');
      }
    }
    return Optional.of(
        script
            .append("synth_xilinx -family ")
            .append(family.label())
            .append(" -top ")
            .append(RtlBackend.TOP)
            .append(" -noiopad -noclkbuf\n")
            .append("tee -q -o synth.txt stat -top ")
            .append(RtlBackend.TOP)
            .append(
                "\n# Of several modules, stat -json of Yosys 0.23 isn't JSON.\nflatten\ntee -q -o ")
            .append(CELLS)
            .append(" stat -json\n")
            .toString());
  }

  private static Path name(SourceFile source) {
    return Path.of(source.path()).getFileName();
  }
}
