package dev.vitcc.cli.output;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.nio.file.Path;

/// What can be wrong with the place that output goes to.
public enum OutputCode implements DiagnosticCode {
  NOT_OURS(
      "E0601",
      "the output folder holds files but no manifest of vitcc",
      """
      vitcc replaces what it wrote before, which manifest.json lists, and keeps everything else. A \
      folder with files but without that list was made by somebody else, so it is left alone. Name \
      another folder, or an empty one."""),
  UNWRITABLE(
      "E0602",
      "the output folder can't be written",
      """
      The folder for the output, or the one that it lies in, can't be written: permissions, a full \
      disk, a file of that name. The build is prepared beside the output folder and then swapped \
      with it, so both must be on the same file system. What was there before is untouched."""),
  NOT_A_BUILD(
      "E0603",
      "the folder is not a build of vitcc",
      """
      `vitcc sim`, `vitcc synth` and `vitcc report` take the folder that `vitcc MODEL.vit -o DIR` wrote: it has a \
      manifest.json and the files that this lists."""),
  VENDOR_REPORT(
      "E0604",
      "a report of a vendor's tool isn't understood",
      """
      `vitcc report` reads report_utilization and report_timing_summary as Vivado 2022.2 to 2025 \
      write them, and csynth.xml of Vitis HLS. A file that is cut off, is of a design that was not \
      implemented, or looks different in another version is refused rather than read in part: run \
      the tool again, or send the file with a report of the problem. report.json is untouched.""");

  private final String code;
  private final String title;
  private final String explanation;

  OutputCode(String code, String title, String explanation) {
    this.code = code;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  public Diagnostic at(Path path, String message) {
    return Diagnostic.error(this, SourceLocation.ofFile(path.toString()), message);
  }
}
