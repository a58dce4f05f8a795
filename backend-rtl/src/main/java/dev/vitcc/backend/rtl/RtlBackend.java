package dev.vitcc.backend.rtl;

import dev.vitcc.backend.rtl.view.ConstantPackage;
import dev.vitcc.backend.rtl.view.FileList;
import dev.vitcc.ir.program.Engine;
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
    add(files, Roms.rsqrt().name(), templates.render("RegisteredRom", Roms.rsqrt()));
    add(files, Roms.reciprocal().name(), templates.render("RegisteredRom", Roms.reciprocal()));
    add(files, Roms.exp2().name(), templates.render("CaseRom", Roms.exp2()));
    Library.reachableFrom(CORE)
        .forEach((file, text) -> files.add(new SourceFile(FOLDER + file, text)));
    add(files, TOP, templates.render("Accelerator", Top.of(name, engine)));
    List<String> names =
        files.stream().map(file -> file.path().substring(FOLDER.length())).toList();
    files.add(
        new SourceFile(FOLDER + FILE_LIST, templates.render("FileList", new FileList(names))));
    return List.copyOf(files);
  }

  private static void add(List<SourceFile> files, String module, String text) {
    files.add(new SourceFile(FOLDER + module + SUFFIX, text));
  }
}
