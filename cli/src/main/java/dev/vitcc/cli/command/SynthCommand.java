package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.output.ExistingBuild;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.report.BuildReport;
import dev.vitcc.cli.synthesize.Yosys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vitcc synth`: Yosys on a build.
@Command(
    name = "synth",
    description = {
      "Synthesise a build with Yosys, and add what it takes to its report.",
      "Yosys leaves the registers and adders of DSP blocks in the fabric for UltraScale+, so LUT"
          + " and FF are upper bounds."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  vitcc model.vit -o build                            compile first",
      "  vitcc synth build                                   then see what the RTL takes"
    })
public final class SynthCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "A folder that `vitcc MODEL.vit -o DIR` wrote.")
  private Path folder = Path.of("");

  public SynthCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExistingBuild build = ExistingBuild.open(folder);
    Yosys yosys = Yosys.find();
    ObjectNode report = build.json(Report.FILE, Report.SCHEMA);
    Report.addSynthesis(report, yosys.run(build, console).json());
    BuildReport.replace(build, report);
    Summary.of(report).forEach(console::line);
    return ExitCode.DONE.code();
  }
}
