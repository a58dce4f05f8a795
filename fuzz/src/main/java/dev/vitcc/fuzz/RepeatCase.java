package dev.vitcc.fuzz;

import dev.vitcc.fuzz.check.BuildFolder;
import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.check.Judge.Verdict;
import dev.vitcc.fuzz.shrink.Case;
import dev.vitcc.fuzz.shrink.Case.Extent;
import dev.vitcc.fuzz.shrink.CaseFile;
import dev.vitcc.ir.program.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a case that was saved: by interpreter, and by what there are tools for.
///
/// @param work folder for what is built
public record RepeatCase(Judge judge, Path work, boolean hls, boolean rtl) {

  /// What became of it.
  ///
  /// @param agrees whether nobody disagrees; a refusal by the compiler is no disagreement
  public record Result(boolean agrees, List<String> lines) {
    public Result {
      lines = List.copyOf(lines);
    }
  }

  /// @param fileName for messages
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the text is no case
  public Result run(String fileName, String text) throws InterruptedException {
    Case one = CaseFile.parse(fileName, text);
    BuildFolder folder =
        new BuildFolder(work.resolve("shrink").resolve("case"), work.resolve("cache"));
    List<String> lines = new ArrayList<>();
    for (Extent extent : extents()) {
      Optional<String> wrong = Optional.empty();
      switch (one.run(judge, folder, extent)) {
        case Verdict.Refused<Engine>(var codes) -> {
          lines.add("refused: " + String.join(", ", codes));
          return new Result(true, lines);
        }
        case Verdict.Wrong<Engine>(Finding finding) -> wrong = Optional.of(finding.toString());
        case Verdict.Done<Engine> _ -> lines.add(name(extent) + ": agrees with the reference");
      }
      if (wrong.isPresent()) {
        lines.add(wrong.get());
        return new Result(false, lines);
      }
    }
    return new Result(true, lines);
  }

  private List<Extent> extents() {
    List<Extent> extents = new ArrayList<>(List.of(Extent.INTERPRETER));
    if (hls) {
      extents.add(Extent.HLS);
    }
    if (rtl) {
      extents.add(Extent.RTL);
    }
    return extents;
  }

  private static String name(Extent extent) {
    return switch (extent) {
      case INTERPRETER -> "program interpreter";
      case HLS -> "HLS C++";
      case RTL -> "RTL";
    };
  }
}
