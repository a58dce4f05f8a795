package dev.vitcc.cli;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with the command line itself: exit code 2, and nothing is written.
class UsageTest {
  @TempDir private Path folder;

  private Path build() {
    return folder.resolve("build");
  }

  private void refuses(Invocation invocation, String... words) {
    assertThat(invocation.code()).isEqualTo(2);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.err()).contains(words);
    assertThat(build()).doesNotExist();
  }

  @Test
  void needsModel() {
    refuses(vitcc(), "no model", "vitcc --help");
  }

  @Test
  void needsOutputFolder() throws IOException {
    refuses(vitcc(TinyModel.in(folder)), "no output folder", "-o DIR");
  }

  @Test
  void takesWordThatIsNoFileForMisspeltCommand() {
    refuses(vitcc("smi", build()), "did you mean 'sim'?");
    refuses(vitcc("evla"), "there is no command and no model 'evla'", "did you mean 'eval'?");
  }

  @Test
  void refusesUnknownOption() throws IOException {
    refuses(
        vitcc(TinyModel.in(folder), "-o", build(), "--bord", "zcu102"),
        "there is no option '--bord'\n",
        "did you mean '--board'?");
    refuses(
        vitcc("sim", folder, "--frame=2"),
        "there is no option '--frame'\n",
        "did you mean '--frames'?");
    refuses(vitcc("boards", "--qwertyuiop"), "`vitcc boards --help` shows what there is");
  }

  @Test
  void namesTheChoicesOrTheOneThatWasMeant() throws IOException {
    Path model = TinyModel.in(folder);
    refuses(
        vitcc(model, "-o", build(), "--objective", "fastst"),
        "--objective: there is no 'fastst'",
        "did you mean 'fastest'?");
    refuses(vitcc("completion", "tcsh"), "SHELL: there is no 'tcsh'", "one of bash, zsh, fish");
    refuses(vitcc("boards", "zcu102"), "'zcu102' is an argument too many");
    refuses(vitcc("explain", "e05O1"), "there is no code", "did you mean 'E0501'?");
  }

  @Test
  void refusesWhatIsNotEmittedYetByName() throws IOException {
    refuses(
        vitcc(TinyModel.in(folder), "-o", build(), "--emit", "rtl,hls,report,rlt"),
        "not supported yet: --emit report",
        "there is no 'rlt', did you mean 'rtl'?");
  }

  @Test
  void runsOnlyWhatIsWritten() throws IOException {
    Path model = TinyModel.in(folder);
    refuses(vitcc(model, "-o", build(), "--csim"), "--csim needs the HLS C++", "--emit rtl,hls");
    refuses(
        vitcc(model, "-o", build(), "--emit", "hls", "--sim"), "need the RTL", "add --emit rtl");
    refuses(vitcc(model, "-o", build(), "--emit", "all", "--csim", "0"), "a number of frames");
    refuses(vitcc(model, "-o", build(), "--emit", "hls,vivado"), "--emit vivado needs the RTL");
  }

  @Test
  void refusesUnknownPass() throws IOException {
    refuses(
        vitcc(TinyModel.in(folder), "-o", build(), "--print-ir-after", "calibrat"),
        "there is no pass 'calibrat'",
        "did you mean 'calibrate'?");
  }

  @Test
  void refusesNumbersThatAreNone() throws IOException {
    Path model = TinyModel.in(folder);
    refuses(vitcc(model, "-o", build(), "--fps", "fast"), "--fps", "'fast'");
    refuses(vitcc(model, "-o", build(), "--sim", "0"), "a number of frames", "'0'");
    refuses(vitcc(model, "-o", build(), "--sim", "-3"), "a number of frames", "'-3'");
    refuses(vitcc(model, "-o", build(), "--clock", "-5"), "--clock", "-5");
  }

  @Test
  void bareSimLeavesTheModelAlone() throws IOException {
    refuses(vitcc("--sim", TinyModel.in(folder)), "no output folder");
  }

  @Test
  void refusesStallsThatAreNone() {
    refuses(vitcc("sim", folder, "--stalls", "some"), "expected none or random:SEED, late:SEED");
  }

  @Test
  void refusesEngineThatIsNone() throws IOException {
    Path model = TinyModel.in(folder);
    refuses(vitcc("run", model, "--input", model, "--engine", "quick"), "--engine", "'quick'");
  }

  @Test
  void evaluatesOnlyWithImagesAndLabels() throws IOException {
    Path model = TinyModel.in(folder);
    refuses(vitcc("eval", model), "no evaluate clause", "--images and --labels");
    refuses(vitcc("eval", model, "--images", model), "--images and --labels go together");
  }

  @Test
  void importNeverOverwritesUnlessForced() throws IOException {
    Path model = TinyModel.in(folder);
    refuses(vitcc("import", folder, "-o", model), "exists already", "--force");
    assertThat(model).hasContent(TinyModel.TEXT);
  }
}
