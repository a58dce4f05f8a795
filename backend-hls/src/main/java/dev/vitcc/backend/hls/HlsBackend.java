package dev.vitcc.backend.hls;

import dev.vitcc.backend.hls.view.ToolConfiguration;
import dev.vitcc.backend.hls.view.ToolScript;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.ImageHeader;
import dev.vitcc.ir.program.Program;
import dev.vitcc.templates.Kernels;
import dev.vitcc.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes down the HLS design of an engine: constants and top are generated, kernels and testbench
/// are copied.
public final class HlsBackend {
  /// Where the design lies in a build.
  public static final String FOLDER = "hls/";

  /// The top function, and the name of the IP.
  public static final String TOP = "vitcc_accel";

  private static final String GROUP = "hls/structure.stg";
  private static final String KERNELS = "hls";
  private static final String TESTBENCH = "csim";
  private static final String SHARED = "sim";
  private static final String BENCH_SOURCE = "testbench.cpp";
  private static final int CLOCK_UNCERTAINTY = 27;

  /// What the testbench shares with that of the RTL.
  private static final List<String> SHARED_FILES =
      List.of(
          "checker.cpp",
          "checker.hpp",
          "failure.hpp",
          "json.hpp",
          "tap.hpp",
          "usage_error.hpp",
          "vectors.cpp",
          "vectors.hpp");

  private static final List<String> TYPES =
      List.of("vitcc_types.hpp", "vitcc_compat_int.hpp", "vitcc_compat_stream.hpp");

  private final Templates templates = Templates.load(GROUP);

  /// All files under `hls/`.
  ///
  /// @param imageBytes of the memory image
  /// @throws IllegalArgumentException if the program is not one that the HLS design runs
  public List<SourceFile> emit(Program program, long imageBytes, HlsTarget target) {
    check(program);
    Engine engine = program.engine();
    long beats = memoryBytes(program, imageBytes) / new Sizes(engine).axiBytes();
    List<SourceFile> files = new ArrayList<>();
    add(
        files,
        "vitcc_constants.hpp",
        templates.render("ConstantsHeader", Constants.of(program.name(), engine, beats)));
    add(
        files,
        "vitcc_functions.hpp",
        templates.render("FunctionsHeader", Functions.header(engine.formats().evaluated())));
    for (String name : Kernels.list(KERNELS)) {
      add(files, name, Kernels.read(KERNELS, name));
    }
    add(files, TOP + ".hpp", templates.render("TopHeader", Top.header(program.name(), engine)));
    add(
        files,
        TOP + ".cpp",
        templates.render("TopSource", Top.source(program.name(), engine, beats)));
    for (String name : Kernels.list(TESTBENCH)) {
      boolean bench = name.equals(BENCH_SOURCE);
      add(files, bench ? "tb/" + name : name, Kernels.read(TESTBENCH, name));
    }
    for (String name : SHARED_FILES) {
      add(files, "tb/" + name, Kernels.read(SHARED, name));
    }
    add(files, "tb/call_design.hpp", templates.render("DesignCall", Top.call(engine)));
    add(files, "hls_config.cfg", templates.render("ToolConfiguration", configuration(target)));
    add(files, "run_hls.tcl", templates.render("ToolScript", script(target)));
    return List.copyOf(files);
  }

  /// The headers of the design's types, for sources that need nothing else of it.
  public static List<SourceFile> types() {
    List<SourceFile> files = new ArrayList<>();
    for (String name : TYPES) {
      add(files, name, Kernels.read(KERNELS, name));
    }
    return List.copyOf(files);
  }

  private static void add(List<SourceFile> files, String name, String text) {
    files.add(new SourceFile(FOLDER + name, text));
  }

  /// The rules of programs that the RTL does not need (docs/hls.md).
  private static void check(Program program) {
    List<Command> commands = program.commands();
    if (commands.isEmpty() || !(commands.getFirst() instanceof LoadImage)) {
      throw new IllegalArgumentException("HLS: the first command must load the image");
    }
    int waiting = 0;
    for (Command command : commands.subList(1, commands.size())) {
      if (command instanceof LoadImage) {
        throw new IllegalArgumentException("HLS: only the first command can load the image");
      }
      if (command instanceof Command.VectorGroup) {
        waiting = 0;
      }
      if (command instanceof Command.MatrixGroup && ++waiting > Constants.WAITING_MATRICES) {
        throw new IllegalArgumentException(
            "HLS: at most "
                + Constants.WAITING_MATRICES
                + " matrix commands before a vector command");
      }
    }
  }

  /// Memory for a frame as the testbench lays it out: pages for image, input, output, and a page
  /// before and behind.
  private static long memoryBytes(Program program, long imageBytes) {
    return 2 * ImageHeader.ALIGNMENT
        + pages(imageBytes)
        + pages(program.inputBytes())
        + pages(4L * program.outputElements());
  }

  private static long pages(long bytes) {
    long page = ImageHeader.ALIGNMENT;
    return (bytes + page - 1) / page * page;
  }

  private static final List<String> DATA =
      List.of("../image/vitcc.bin", "../sim/input.bin", "../sim/vectors.bin");
  private static final String FILES = "--image vitcc.bin --input input.bin --vectors vectors.bin";

  private static ToolConfiguration configuration(HlsTarget target) {
    String part =
        target.parts().stream()
            .map(name -> "part=" + name)
            .findFirst()
            .orElse("# The board names no part: put part=NAME here.");
    return new ToolConfiguration(
        part, clock(target), CLOCK_UNCERTAINTY, TOP, sources(), DATA, FILES, cosimulation());
  }

  private static ToolScript script(HlsTarget target) {
    String part =
        target.parts().stream()
            .map(name -> "set_part " + name)
            .findFirst()
            .orElse("# The board names no part: put set_part NAME here.");
    return new ToolScript(
        part, clock(target), CLOCK_UNCERTAINTY, TOP, sources(), DATA, FILES, cosimulation());
  }

  private static List<String> sources() {
    return List.of(TOP + ".cpp");
  }

  private static String cosimulation() {
    return FILES + " --outputs-only --frames 1";
  }

  private static String clock(HlsTarget target) {
    return String.format(Locale.ROOT, "%.3f", 1000 / target.clockMhz());
  }
}
