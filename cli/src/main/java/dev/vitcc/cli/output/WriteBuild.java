package dev.vitcc.cli.output;

import dev.vitcc.backend.board.BoardDesign;
import dev.vitcc.backend.board.DriverBackend;
import dev.vitcc.backend.board.VivadoBackend;
import dev.vitcc.backend.hls.HlsBackend;
import dev.vitcc.backend.hls.HlsTarget;
import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.synthesize.YosysScript;
import dev.vitcc.ir.text.ProgramText;
import dev.vitcc.passes.tile.LoopNests;
import dev.vitcc.testbenches.verilator.SimulationFolder;
import dev.vitcc.testbenches.verilator.SimulationFolder.MemoryModel;
import java.util.List;

/// Writes a design into a folder: everything but test vectors, the graph dumps, the report and the
/// manifest.
public final class WriteBuild {
  public static final String IMAGE = "image/vitcc.bin";
  private static final String LOOPS = "ir/loops.txt";
  private static final String PROGRAM = "ir/program.txt";

  private final BuildFolder folder;

  public WriteBuild(BuildFolder folder) {
    this.folder = folder;
  }

  public void run(Design design, Parts parts) {
    if (parts.rtl()) {
      rtl(design);
    }
    if (parts.hls()) {
      hls(design);
    }
    if (parts.vivado()) {
      new VivadoBackend().emit(onBoard(design)).forEach(folder::write);
    }
    if (parts.driver()) {
      new DriverBackend().emit(onBoard(design), parts.rtl()).forEach(folder::write);
    }
    folder.write(IMAGE, design.memoryImage());
    folder.write(Layout.FILE, JsonText.print(Layout.of(design)));
    BuildMakefile.files().forEach(folder::write);
    FunctionReport.plots(design).forEach(folder::write);
  }

  private void rtl(Design design) {
    List<SourceFile> sources = new RtlBackend().emit(design.program());
    sources.forEach(file -> folder.write(file.path(), file.text()));
    new RtlBackend().checks().forEach(file -> folder.write(file.path(), file.text()));
    YosysScript.of(sources, design.board().family())
        .ifPresent(script -> folder.write(YosysScript.FILE, script));
    SimulationFolder.files(memory(design))
        .forEach((name, text) -> folder.write("sim/" + name, text));
  }

  private static BoardDesign onBoard(Design design) {
    return new BoardDesign(
        design.program(),
        design.source().request().input(),
        design.board(),
        design.clockMhz(),
        design.memoryImage().length,
        Layout.logitScale(design));
  }

  private void hls(Design design) {
    HlsTarget target = new HlsTarget(design.board().part().stream().toList(), design.clockMhz());
    new HlsBackend()
        .emit(design.program(), design.memoryImage().length, target)
        .forEach(file -> folder.write(file.path(), file.text()));
  }

  /// The loops of each layer, and the accelerator program, as text.
  public void dumpProgram(Design design) {
    folder.write(LOOPS, LoopNests.print(design.program()));
    folder.write(PROGRAM, ProgramText.print(design.program()));
  }

  private static MemoryModel memory(Design design) {
    return new MemoryModel(design.memory().latency(), design.memory().bytesPerCycle());
  }
}
