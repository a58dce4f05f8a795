package dev.vitcc.backend.rtl;

import dev.vitcc.approximation.circuit.VerilogWriter;
import dev.vitcc.approximation.form.Candidate;
import dev.vitcc.approximation.form.NumericForms;
import dev.vitcc.backend.rtl.view.CaseRom;
import dev.vitcc.backend.rtl.view.ConstantPackage;
import dev.vitcc.backend.rtl.view.FileList;
import dev.vitcc.backend.rtl.view.RegisteredRom;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Program;
import dev.vitcc.templates.Templates;
import java.util.ArrayList;
import java.util.List;

/// Writes down the hardware of an engine: constants, ROMs and top are generated, the rest is
/// copied.
///
/// What it writes depends on the engine alone; the program is data that the hardware reads.
public final class RtlBackend {
  private static final String GROUP = "rtl/structure.stg";
  private static final String FOLDER = "rtl/";
  private static final String CHECKS = "checks/";
  private static final String SUFFIX = ".sv";
  private static final String CORE = "vitcc_core";

  /// The top module.
  public static final String TOP = "vitcc_accel";

  /// The list of all sources, packages first, relative to its own folder (`verilator -F`).
  public static final String FILE_LIST = "files.f";

  private final Templates templates = Templates.load(GROUP);

  /// All files under `rtl/`, in the order in which tools should read them, the list at the end.
  public List<SourceFile> emit(Program program) {
    return emit(program.name(), program.engine());
  }

  /// @param name what the comment of the top calls the design
  public List<SourceFile> emit(String name, Engine engine) {
    List<SourceFile> files = new ArrayList<>();
    for (ConstantPackage constants : List.of(Packages.commands(), Packages.registers())) {
      add(files, constants.name(), templates.render("ConstantPackage", constants));
    }
    Evaluated evaluated = engine.formats().evaluated();
    add(files, Roms.RSQRT, evaluated.rsqrt() ? evaluator(Roms.RSQRT) : rom(Roms.rsqrt()));
    add(
        files,
        Roms.RECIPROCAL,
        evaluated.reciprocal() ? evaluator(Roms.RECIPROCAL) : rom(Roms.reciprocal()));
    CaseRom exp2 = Roms.exp2(engine.formats().exponential());
    add(files, exp2.name(), templates.render("CaseRom", exp2));
    Library.reachableFrom(CORE)
        .forEach((file, text) -> files.add(new SourceFile(FOLDER + file, text)));
    add(files, TOP, templates.render("Accelerator", Top.of(name, engine)));
    List<String> names =
        files.stream().map(file -> file.path().substring(FOLDER.length())).toList();
    files.add(
        new SourceFile(FOLDER + FILE_LIST, templates.render("FileList", new FileList(names))));
    return List.copyOf(files);
  }

  /// Checks for simulators that take SystemVerilog's `bind`, all files under `checks/`, the list at
  /// the end. They are no part of the design.
  public List<SourceFile> checks() {
    List<SourceFile> files = new ArrayList<>();
    Library.checksOf(Library.reachableFrom(CORE).keySet())
        .forEach((file, text) -> files.add(new SourceFile(CHECKS + file, text)));
    List<String> names =
        files.stream().map(file -> file.path().substring(CHECKS.length())).toList();
    files.add(
        new SourceFile(CHECKS + FILE_LIST, templates.render("FileList", new FileList(names))));
    return List.copyOf(files);
  }

  private String rom(RegisteredRom rom) {
    return templates.render("RegisteredRom", rom);
  }

  /// What gives the same as a ROM of that name.
  private static String evaluator(String name) {
    Candidate form = name.equals(Roms.RSQRT) ? NumericForms.rsqrt() : NumericForms.reciprocal();
    String table = name.equals(Roms.RSQRT) ? "RSQRT" : "RECIPROCAL";
    return VerilogWriter.write(
        name,
        List.of(table + " of docs/numerics.md, every entry of it: " + form.form() + "."),
        form.circuit());
  }

  private static void add(List<SourceFile> files, String module, String text) {
    files.add(new SourceFile(FOLDER + module + SUFFIX, text));
  }
}
