package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.BuildFolder;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.text.ProgramText;
import dev.vitcc.passes.manager.Observers;
import dev.vitcc.passes.manager.PassObserver;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.LoopNests;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// Options that show what the passes do.
public final class InspectionOptions {
  @Option(
      names = "--dump-ir",
      description = "Write the graph after each pass, and the program, into DIR/ir.")
  private boolean dump;

  @Option(names = "--print-ir-after-all", description = "Print the graph after each pass.")
  private boolean printAll;

  @Option(
      names = "--print-ir-after",
      split = ",",
      paramLabel = "PASS",
      completionCandidates = PassNames.class,
      description = "Print the graph after this pass (see `vitcc passes`); may be repeated.")
  private List<String> printAfter = List.of();

  /// @throws UsageException if there is no such pass
  void check() {
    for (String pass : printAfter) {
      List<String> names = PassNames.all();
      if (!names.contains(pass)) {
        throw new UsageException(
            "there is no pass '" + pass + "'",
            NearestName.hint(pass, names).orElse("`vitcc passes` lists them"));
      }
    }
  }

  /// Prints what is asked for of what follows the passes over the graph.
  void printDesign(Console console, Program program) {
    if (printAll || printAfter.contains(TileAndUnroll.NAME)) {
      console.line(LoopNests.print(program).stripTrailing());
    }
    if (printAll || printAfter.contains(Schedule.NAME)) {
      console.line(ProgramText.print(program).stripTrailing());
    }
  }

  boolean dumps() {
    return dump;
  }

  /// @param model the file, whose folder has no place in what is written
  List<PassObserver> observers(Console console, BuildFolder folder, Path model) {
    List<PassObserver> observers = new ArrayList<>();
    observers.addAll(PassNotes.of(console));
    if (dump) {
      String named = "\"" + model + "\":";
      String nameless = "\"" + model.getFileName() + "\":";
      observers.add(
          Observers.dump((path, text) -> folder.write(path, text.replace(named, nameless))));
    }
    Set<String> wanted = new LinkedHashSet<>(printAfter);
    if (printAll) {
      observers.add(Observers.printAfterAll(text -> console.line(text.stripTrailing())));
    } else if (!wanted.isEmpty()) {
      observers.add(Observers.printAfter(wanted, text -> console.line(text.stripTrailing())));
    }
    return observers;
  }
}
