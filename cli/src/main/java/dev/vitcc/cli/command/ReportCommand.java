package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.report.BuildReport;
import dev.vitcc.cli.vendor.VendorReports;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vitcc report`: the figures of a build, with what vendors' tools found since.
@Command(
    name = "report",
    description = {
      "Show the figures of a build: estimated beside actual.",
      "What Vivado and Vitis HLS left there (make vivado-synth, bitstream, hls) goes into its"
          + " report.html and report.json. No tool is run."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  make -C build vivado-synth                          let Vivado find what the design takes",
      "  vitcc report build                                  and see it beside the estimates"
    })
public final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "A folder that `vitcc MODEL.vit -o DIR` wrote.")
  private Path folder = Path.of("");

  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ExistingBuild build = ExistingBuild.open(folder);
    ObjectNode report = build.json(Report.FILE, Report.SCHEMA);
    VendorReports.read(build, report).forEach(note -> console.note("note: " + note));
    BuildReport.replace(build, report);
    Summary.of(report).forEach(console::line);
    return ExitCode.DONE.code();
  }
}
