package dev.vitcc.cli.vendor;

import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.Manifest;
import dev.vitcc.cli.output.OutputCode;
import dev.vitcc.ir.diagnostic.CompileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Reads what Vivado and Vitis HLS left in a build into its report.
///
/// Each run leaves a copy of the manifest of the build that it ran on: figures of another one are
/// told of and not taken.
public final class VendorReports {
  private static final String VIVADO = "vivado/reports/";
  private static final String SYNTHESISED = "vivado_synthesised";
  private static final String IMPLEMENTED = "implemented";
  private static final String DESIGN = "implemented_design";
  private static final String HLS_MANIFEST = "hls/synthesis_manifest.json";
  private static final List<String> CSYNTH =
      Stream.of("work/hls", "vitcc_hls/solution")
          .map(run -> "hls/" + run + "/syn/report/csynth.xml")
          .toList();

  private final ExistingBuild build;
  private final Manifest manifest;
  private final ObjectNode report;
  private final List<String> notes = new ArrayList<>();

  private VendorReports(ExistingBuild build, ObjectNode report) {
    this.build = build;
    this.manifest = Manifest.ofFile(build.file(Manifest.FILE)).orElseThrow();
    this.report = report;
  }

  /// Puts all figures that there are into a report, and takes out those that are no longer there.
  ///
  /// @return what the user should know about figures that were not taken
  /// @throws CompileException if a report is not understood
  public static List<String> read(ExistingBuild build, ObjectNode report) {
    VendorReports reports = new VendorReports(build, report);
    reports.forget();
    reports.vivado();
    reports.hls();
    return List.copyOf(reports.notes);
  }

  private void forget() {
    object("resources").remove(List.of(SYNTHESISED, IMPLEMENTED, DESIGN));
    report.remove("timing");
    if (report.path("hls") instanceof ObjectNode hls) {
      hls.remove("synthesised");
    }
  }

  private void vivado() {
    if (isOfThisBuild(
        VIVADO + "synth_manifest.json", VendorReports::shapesTheRtl, "vivado-synth")) {
      UtilizationReport found = utilization("synth_utilization.rpt", "synth");
      object("resources").set(SYNTHESISED, found.json());
      object("timing").set(SYNTHESISED, timing("synth_timing.rpt"));
    }
    if (isOfThisBuild(VIVADO + "impl_manifest.json", VendorReports::shapesTheRtl, "bitstream")) {
      UtilizationReport found = utilization("impl_utilization.rpt", "rout");
      object("resources").set(IMPLEMENTED, found.json());
      UtilizationReport design = utilization("impl_design_utilization.rpt", "rout");
      object("resources").set(DESIGN, design.json());
      object("timing").set(IMPLEMENTED, timing("impl_timing.rpt"));
    }
  }

  private void hls() {
    if (!isOfThisBuild(HLS_MANIFEST, name -> name.startsWith("hls/"), "hls")) {
      return;
    }
    String file =
        CSYNTH.stream()
            .filter(name -> Files.isRegularFile(build.file(name)))
            .findFirst()
            .orElse(CSYNTH.getFirst());
    object("hls").set("synthesised", understood(file, HlsSynthesis::parse));
  }

  private static boolean shapesTheRtl(String name) {
    return (name.startsWith("rtl/") && name.endsWith(".sv")) || name.equals("vivado/design.tcl");
  }

  private UtilizationReport utilization(String name, String state) {
    String file = VIVADO + name;
    UtilizationReport found =
        understood(
            file, bytes -> UtilizationReport.parse(new String(bytes, StandardCharsets.UTF_8)));
    if (!found.state().toLowerCase(Locale.ROOT).contains(state)) {
      throw wrong(file, "is of a design in the state '" + found.state() + "'");
    }
    return found;
  }

  private ObjectNode timing(String name) {
    return understood(
            VIVADO + name, bytes -> TimingReport.parse(new String(bytes, StandardCharsets.UTF_8)))
        .json();
  }

  /// Whether a run was finished, and on the sources that the build has now.
  private boolean isOfThisBuild(String copy, Predicate<String> sources, String target) {
    Path file = build.file(copy);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    boolean same =
        Manifest.ofFile(file).filter(then -> manifest.agreesOn(sources, then)).isPresent();
    if (!same) {
      notes.add(
          "the reports of `make "
              + target
              + "` are of another design than this build has now, and are left out; run it again");
    }
    return same;
  }

  private <T> T understood(String file, Function<byte[], T> parse) {
    try {
      return parse.apply(build.bytes(file));
    } catch (ReportFormatException e) {
      throw wrong(file, String.valueOf(e.getMessage()));
    }
  }

  private CompileException wrong(String file, String why) {
    return new CompileException(OutputCode.VENDOR_REPORT.at(build.file(file), why));
  }

  /// An object of the report, which is made if it is not there.
  private ObjectNode object(String name) {
    return report.path(name) instanceof ObjectNode object ? object : report.putObject(name);
  }
}
