package dev.vitcc.backend.board;

import static dev.vitcc.backend.board.ProcessorFacts.hex;

import dev.vitcc.backend.board.AcceleratorPorts.Interface;
import dev.vitcc.backend.board.AcceleratorPorts.Port;
import dev.vitcc.backend.board.view.AxiInterface;
import dev.vitcc.backend.board.view.DesignFacts;
import dev.vitcc.backend.board.view.IpPort;
import dev.vitcc.backend.board.view.IpTop;
import dev.vitcc.backend.board.view.NoBitstream;
import dev.vitcc.backend.board.view.OutOfContext;
import dev.vitcc.backend.board.view.RegisterEntry;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.RegisterMap;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Processor;
import dev.vitcc.templates.Kernels;
import dev.vitcc.templates.Templates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes `vivado/` of a build: scripts that are the same for all designs, and the facts of this
/// one.
public final class VivadoBackend {
  /// Where they lie in a build.
  public static final String FOLDER = "vivado/";

  private static final String KERNELS = "vivado";
  private static final String BITSTREAM = "bitstream.tcl";
  private static final String PROGRAM = "program.tcl";
  private static final String SCRIPT = ".tcl";
  private static final int PERIOD_DIGITS = 3;

  private final Templates templates = Templates.load("vivado/structure.stg");

  /// Text by path. For a board without a processing system that the scripts build for, there is a
  /// file that says so in place of the script.
  public SortedMap<String, String> emit(BoardDesign design) {
    SortedMap<String, String> files = new TreeMap<>();
    Optional<ProcessorFacts> processor = ProcessorFacts.of(design.board());
    add(files, "design.tcl", templates.render("DesignFacts", facts(design)));
    add(files, "vitcc_accel_ip.v", templates.render("IpTop", top(design)));
    add(files, "out_of_context.xdc", templates.render("OutOfContext", clock(design)));
    for (String name : List.of("Makefile", "common.tcl", "package_ip.tcl", "synth.tcl")) {
      add(files, name, Kernels.read(KERNELS, name));
    }
    if (processor.isPresent()) {
      add(files, BITSTREAM, Kernels.read(KERNELS, BITSTREAM));
      add(files, PROGRAM, Kernels.read(KERNELS, PROGRAM));
      String block = processor.get().processor().label() + SCRIPT;
      add(files, "processor.tcl", Kernels.read(KERNELS, block));
    } else {
      add(files, "no_bitstream.txt", templates.render("NoBitstream", noBitstream(design)));
    }
    return Collections.unmodifiableSortedMap(files);
  }

  private static void add(SortedMap<String, String> files, String name, String text) {
    files.put(FOLDER + name, text);
  }

  private static DesignFacts facts(BoardDesign design) {
    Board board = design.board();
    Engine engine = design.program().engine();
    List<RegisterEntry> registers = new ArrayList<>(RegisterViews.registers());
    registers.addAll(RegisterViews.counterHalves());
    return new DesignFacts(
        design.program().name(),
        board.part().orElse(""),
        board.name(),
        board.boardPart().orElse(""),
        design.clock(),
        engine.axiBits(),
        engine.ports(),
        ProcessorFacts.of(board).stream()
            .map(facts -> facts.host(board, engine.axiBits()))
            .toList(),
        AcceleratorPorts.of(engine).stream().map(VivadoBackend::view).toList(),
        hex(RegisterMap.BYTES),
        registers);
  }

  private static AxiInterface view(Interface axi) {
    return new AxiInterface(
        axi.name(),
        axi.master() ? "master" : "slave",
        axi.ports().stream().map(Port::name).toList());
  }

  private static IpTop top(BoardDesign design) {
    List<Interface> interfaces = AcceleratorPorts.of(design.program().engine());
    return new IpTop(
        design.program().name(),
        interfaces.stream().map(Interface::name).toList(),
        interfaces.stream().flatMap(axi -> axi.ports().stream()).map(VivadoBackend::port).toList());
  }

  private static IpPort port(Port port) {
    return new IpPort(
        port.output() ? "output" : "input ",
        port.bits() == 1 && !isVector(port) ? "" : "[" + (port.bits() - 1) + ":0] ",
        port.name());
  }

  /// IDs and locks are vectors of one bit.
  private static boolean isVector(Port port) {
    return port.name().matches(".*_(ar|aw|r|b)(id|lock)");
  }

  /// The period is rounded down: what meets it meets the clock.
  private static OutOfContext clock(BoardDesign design) {
    BigDecimal period =
        BigDecimal.valueOf(1000)
            .divide(BigDecimal.valueOf(design.clockMhz()), PERIOD_DIGITS, RoundingMode.DOWN);
    return new OutOfContext(design.clock(), period.toPlainString());
  }

  private static NoBitstream noBitstream(BoardDesign design) {
    Engine engine = design.program().engine();
    return new NoBitstream(
        design.board().name(),
        design
            .board()
            .processor()
            .map(VivadoBackend::notBuiltFor)
            .orElse(
                "its file names no processing system (\"processor\"). Where the fabric is alone on"
                    + " the board, registers and memory are reached through a shell or through"
                    + " controllers, which vitcc does not generate."),
        design.clock(),
        engine.ports(),
        engine.axiBits());
  }

  private static String notBuiltFor(Processor processor) {
    return "the processing system and network on chip of "
        + processor.title()
        + " are not generated yet.";
  }
}
