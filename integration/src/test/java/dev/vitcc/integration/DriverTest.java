package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.board.BoardDesign;
import dev.vitcc.backend.board.DriverBackend;
import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.output.Layout;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The drivers of a build run digits on the simulated accelerator, and a driver that is broken does
/// not.
///
/// The engine is small and has two ports; expected are the logits of the integer reference. By day
/// the module of the drivers runs them on a model of the registers.
@Tag("nightly")
class DriverTest {
  private static final Path DIGITS = Path.of("..", "examples", "digits");
  private static final String TARGET = "target zcu102 { clock 150 MHz; frame_rate >= 20000 fps; }";
  private static final String SMALL =
      "target zcu102 { engine(pm = 1, pk = 8, pn = 8, lanes = 8, ports = 2); }";
  private static final int FRAMES = 3;

  /// One build, whose simulator is compiled once.
  @TempDir private static Path folder;

  private static Map<String, String> driver = Map.of();

  @BeforeAll
  static void build() throws IOException {
    RequiredTools.require("verilator", "g++", "cc", "make", "python3");
    LoadedModel model = smallEngine();
    Design design = new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none()).run(model);
    List<byte[]> images =
        LoadImages.take(model.images().openRaw(DIGITS.resolve("test_images.npy")), FRAMES);
    Simulator.write(
        new Trial(
            new Sample("digits", design.integer(), images), design.program(), design.memoryImage()),
        folder);
    driver =
        new DriverBackend()
            .emit(
                new BoardDesign(
                    design.program(),
                    model.request().input(),
                    design.board(),
                    design.clockMhz(),
                    design.memoryImage().length,
                    Layout.logitScale(design)),
                true);
  }

  private static LoadedModel smallEngine() throws IOException {
    Path copy = Trees.copy(DIGITS, folder.resolve("digits")).resolve("digits.vit");
    String text = Files.readString(copy);
    assertThat(text).contains(TARGET);
    Files.writeString(copy, text.replace(TARGET, SMALL));
    return new LoadModel(new Diagnostics()).run(copy, request -> request, images -> {});
  }

  @BeforeEach
  void writeDriver() throws IOException {
    for (Map.Entry<String, String> file : driver.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  private static void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    // What is the same keeps its time, so that it is not compiled again.
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }

  private static int make(List<String> said, String target) throws InterruptedException {
    ToolCommand command =
        new ToolCommand(
            List.of("make", "-C", "driver", target, "FRAMES=" + FRAMES),
            folder,
            List.of(),
            List.of());
    return new LocalTools("").run(command, said::add);
  }

  @Test
  void driversGiveTheLogitsOfTheReference() throws InterruptedException {
    List<String> said = new ArrayList<>();
    int code = make(said, "test");
    String all = String.join("\n", said);
    assertThat(code).as(all).isZero();
    assertThat(all)
        .contains(FRAMES + " frames", "C driver, interrupt", "C driver, polling")
        .containsPattern("Ran \\d+ tests")
        .doesNotContain("warning");
  }

  @Test
  void driversForBoardsCompile() throws InterruptedException {
    List<String> said = new ArrayList<>();
    assertThat(make(said, "example")).as(String.join("\n", said)).isZero();
    assertThat(String.join("\n", said)).doesNotContain("warning");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vitcc_accel.c | accel->platform->flush(accel->platform->context, &accel->input, bytes); | ; |"
            + " logit 0: expected",
        "vitcc_accel.c | accel->platform->invalidate(accel->platform->context, &accel->output, bytes); | ; |"
            + " logit 0: expected",
        "vitcc_accel.c | write32(accel, low + 4, (uint32_t)(address >> 32)); | ; | no buffer of",
        "vitcc_accel_hw.h | #define VITCC_FRAMES 0x34u | #define VITCC_FRAMES 0x38u |"
            + " another number of frames",
        "vitcc_accel_hw.h | #define VITCC_CONTROL_IDLE 0x4u | #define VITCC_CONTROL_IDLE 0x8u |"
            + " the accelerator runs"
      })
  void brokenCDriverIsNoticed(String file, String from, String to, String message)
      throws IOException, InterruptedException {
    breakIt(file, from, to);
    fails("test-c", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vitcc_accel.py | self._input.flush() | pass | test_gives_the_logits",
        "vitcc_accel.py | self._output.invalidate() | pass | test_gives_the_logits",
        "vitcc_accel_facts.py | \"STATUS\": 0x3c | \"STATUS\": 0x38 | 0 frames done",
        "vitcc_accel_facts.py | \"FRAMES\": 0x34 | \"FRAMES\": 0x38 | test_registers_hold"
      })
  void brokenPythonDriverIsNoticed(String file, String from, String to, String message)
      throws IOException, InterruptedException {
    breakIt(file, from, to);
    fails("test-python", message);
  }

  private static void breakIt(String name, String from, String to) throws IOException {
    String path = DriverBackend.FOLDER + name;
    String text = Files.readString(folder.resolve(path));
    assertThat(text).contains(from);
    write(path, text.replace(from, to));
  }

  private static void fails(String target, String message) throws InterruptedException {
    List<String> said = new ArrayList<>();
    assertThat(make(said, target)).isNotZero();
    assertThat(String.join("\n", said)).contains(message);
  }
}
