package dev.vitcc.cli.report;

import dev.vitcc.cli.output.BuildFolder;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.JsonText;
import dev.vitcc.cli.output.Manifest;
import dev.vitcc.cli.output.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The report of a build in its two forms, which always go together: `report.json` for machines,
/// `report.html` for people.
public final class BuildReport {
  public static final String PAGE = "report.html";

  private BuildReport() {}

  /// Writes the report of a build whose other files are all written.
  public static void write(BuildFolder build, ObjectNode report) {
    forms(report, build.files(), build::read).forEach(build::write);
  }

  /// Writes the report of a build anew.
  public static void replace(ExistingBuild build, ObjectNode report) {
    Map<String, String> forms =
        forms(report, build.files(), file -> new String(build.bytes(file), StandardCharsets.UTF_8));
    if (Files.exists(build.file(PAGE)) && !build.files().contains(PAGE)) {
      forms.remove(PAGE); // somebody else's, in a build of an older vitcc
    }
    build.replace(forms);
  }

  private static Map<String, String> forms(
      ObjectNode report, SortedSet<String> written, Function<String, String> read) {
    Map<String, String> plots = new TreeMap<>();
    written.stream()
        .filter(file -> file.startsWith("plots/") && file.endsWith(".svg"))
        .forEach(file -> plots.put(file, read.apply(file)));
    SortedSet<String> files = new TreeSet<>(written);
    files.add(Report.FILE);
    files.add(Manifest.FILE);
    files.remove(PAGE);
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(Report.FILE, JsonText.print(report));
    forms.put(PAGE, ReportPage.of(report, files, plots));
    return forms;
  }
}
