package dev.vitcc.backend.board;

import static dev.vitcc.backend.board.ProcessorFacts.hex;

import dev.vitcc.backend.board.view.DeviceTree;
import dev.vitcc.backend.board.view.HardwareFacts;
import dev.vitcc.backend.board.view.LayoutFacts;
import dev.vitcc.backend.board.view.RegisterTable;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.ImageHeader;
import dev.vitcc.ir.program.RegisterMap;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.targets.Board;
import dev.vitcc.templates.Kernels;
import dev.vitcc.templates.Templates;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes `driver/` of a build: drivers in C and Python that are the same for all designs,
/// registers and sizes of this one, and a test of both on the simulated accelerator.
public final class DriverBackend {
  /// Where they lie in a build.
  public static final String FOLDER = "driver/";

  private static final String KERNELS = "driver";
  private static final String TESTS = "test";
  private static final String STAND_INS = TESTS + "/stand_ins";
  private static final String NUMPY = STAND_INS + "/numpy_if_missing";
  private static final int LOGIT_BYTES = 4;
  private static final int FRAMES_PER_START = 16;

  private final Templates templates = Templates.load("driver/structure.stg");

  /// Text by path.
  ///
  /// @param simulated whether the build has RTL and its testbench, to test the drivers on
  public SortedMap<String, String> emit(BoardDesign design, boolean simulated) {
    SortedMap<String, String> files = new TreeMap<>();
    HardwareFacts facts = facts(design);
    files.put(FOLDER + "vitcc_accel_hw.h", templates.render("HardwareHeader", facts));
    files.put(FOLDER + "vitcc_accel_facts.py", templates.render("PythonFacts", facts));
    files.put(FOLDER + "registers.md", registerTable());
    ProcessorFacts.of(design.board())
        .ifPresent(
            processor ->
                files.put(
                    FOLDER + "vitcc_accel.dtsi",
                    templates.render("DeviceTree", deviceTree(design, processor))));
    copy("", files);
    if (simulated) {
      copy("/" + TESTS, files);
      copy("/" + STAND_INS, files);
      copy("/" + NUMPY, files);
    }
    return Collections.unmodifiableSortedMap(files);
  }

  /// The register map as a document: docs/registers.md.
  public String registerTable() {
    return templates.render(
        "RegisterTable",
        new RegisterTable(RegisterMap.BYTES, RegisterViews.registers(), RegisterViews.counters()));
  }

  private static void copy(String below, SortedMap<String, String> files) {
    for (String name : Kernels.list(KERNELS + below)) {
      String path = (below + "/" + name).substring(1);
      files.put(FOLDER + path, Kernels.read(KERNELS, path));
    }
  }

  private static HardwareFacts facts(BoardDesign design) {
    return new HardwareFacts(
        design.program().name(),
        hex(RegisterMap.BYTES),
        RegisterViews.registers(),
        hex(RegisterMap.COUNTERS),
        RegisterMap.COUNTER_BYTES,
        Counter.values().length,
        RegisterViews.counters(),
        RegisterViews.errorMask(),
        RegisterViews.errors(),
        layout(design));
  }

  private static LayoutFacts layout(BoardDesign design) {
    Engine engine = design.program().engine();
    Board board = design.board();
    return new LayoutFacts(
        hex(ImageHeader.MAGIC),
        ImageHeader.VERSION,
        hex(Integer.toUnsignedLong(engine.fingerprint())),
        design.imageBytes(),
        ImageHeader.ALIGNMENT,
        design.input().height(),
        design.input().width(),
        design.input().channels(),
        design.program().inputBytes(),
        design.program().outputElements(),
        design.program().outputElements() * LOGIT_BYTES,
        Double.toString(design.logitScale()),
        design.clock(),
        ProcessorFacts.of(board).stream()
            .map(facts -> facts.host(board, engine.axiBits()))
            .toList());
  }

  private static DeviceTree deviceTree(BoardDesign design, ProcessorFacts processor) {
    String base = hex(processor.registerBase());
    String bytes = hex(RegisterMap.BYTES);
    long memory =
        pages(design.imageBytes())
            + pages((long) FRAMES_PER_START * design.program().inputBytes())
            + pages((long) FRAMES_PER_START * LOGIT_BYTES * design.program().outputElements());
    boolean wide = processor.addressCells() == 2;
    return new DeviceTree(
        design.board().name(),
        processor.addressCells(),
        base.substring(2),
        wide ? "0x0 " + base + " 0x0 " + bytes : base + " " + bytes,
        processor.interruptController(),
        processor.interrupt(),
        FRAMES_PER_START,
        hex(memory));
  }

  private static long pages(long bytes) {
    long page = ImageHeader.ALIGNMENT;
    return (bytes + page - 1) / page * page;
  }
}
