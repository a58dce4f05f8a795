package dev.vitcc.cli;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compiles that need no tool.
class CompileTest {
  @TempDir private Path folder;
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  private SortedMap<String, String> compile(Path model, Path build, String... options)
      throws IOException {
    Object[] words = Stream.concat(Stream.of(model, "-o", build), Stream.of(options)).toArray();
    Invocation invocation = vitcc(words);
    assertThat(invocation.code()).as(invocation.err()).isZero();
    return tree(build);
  }

  private static SortedMap<String, String> tree(Path build) throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(build)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(path);
        tree.put(
            build.relativize(path).toString(),
            content.length > 20_000 || path.toString().endsWith(".bin")
                ? HexFormat.of().formatHex(content)
                : Files.readString(path));
      }
    }
    return tree;
  }

  @Test
  void leavesEverythingThatTheDesignDocumentNames() throws IOException {
    SortedMap<String, String> build = compile(TinyModel.in(folder), folder.resolve("build"));
    assertThat(build)
        .containsKeys(
            "Makefile",
            "checks/files.f",
            "image/layout.json",
            "image/vitcc.bin",
            "manifest.json",
            "report.html",
            "report.json",
            "rtl/files.f",
            "rtl/synth.ys",
            "rtl/vitcc_accel.sv",
            "sim/Makefile",
            "sim/input.bin",
            "sim/simulation.args",
            "sim/vectors.bin",
            "driver/vitcc_accel.c",
            "driver/vitcc_accel.py",
            "driver/vitcc_accel_hw.h",
            "vitcc.mk",
            "vivado/bitstream.tcl",
            "vivado/package_ip.tcl");
    assertThat(build.keySet()).noneMatch(name -> name.startsWith("ir/"));
    assertThat(build.get("report.json"))
        .contains("\"schema\": \"vitcc.report/1\"", "\"board\": \"zcu102\"", "\"macs_per_frame\"")
        .doesNotContain("simulated", "matrix_busy", "accuracy", "verification", "synthesised");
    assertThat(build.get("image/layout.json")).contains("vitcc.layout/1", "vector_commands");
  }

  @Test
  void saysWhatAFrameWillTakeAndWhatItWaitsFor() throws IOException {
    Path build = folder.resolve("build");
    Invocation invocation = vitcc(TinyModel.in(folder), "-o", build);
    assertThat(invocation.out()).contains("a frame, estimated", "% of the cycles", "waits for");
    assertThat(Files.readString(build.resolve("report.json")))
        .contains("\"estimated\"", "\"estimated_fps\"", "\"idle_operand\"");
  }

  @Test
  void refusesAFrameRateThatNoEngineReachesAndNamesTheNearest() throws IOException {
    Path build = folder.resolve("build");
    Path model = TinyModel.in(folder);
    SortedMap<String, String> before = compile(model, build);
    Invocation invocation = vitcc(model, "-o", build, "--fps=10000000");
    assertThat(invocation.code()).isEqualTo(ExitCode.TARGET_MISSED.code());
    assertThat(invocation.err())
        .contains("E0506", "10000000 frames/s can't be reached on zcu102 at 150 MHz")
        .containsPattern(
            "the fastest engine that fits makes [0-9.]+, and takes [0-9,]+ of [0-9,]+ [A-Z]+")
        .containsPattern("hint: frame_rate >= [0-9.]+ fps can be had; ");
    assertThat(tree(build)).isEqualTo(before);
  }

  @Test
  void reportsAndDrawsWhatIsApproximated() throws IOException {
    Path build = folder.resolve("build");
    String lines = "approximate { gelu, exp, rsqrt polynomial error <= 1 ulp; }\n";
    Invocation invocation = vitcc(TinyModel.in(folder, TinyModel.TEXT + lines), "-o", build);
    assertThat(invocation.code()).isZero();
    assertThat(invocation.out())
        .containsPattern("functions +gelu \\d+ lines, at most 0\\.\\d+ ulp, \\d+ of \\d+ classes")
        .contains("rsqrt polynomial, exact")
        .doesNotContain("reciprocal polynomial");
    assertThat(Files.readString(build.resolve("report.json")))
        .contains("\"error_ulp\"", "\"argmax_flips\"", "\"indices\": 1024");
    assertThat(Files.readString(build.resolve("plots/block0.mlp.gelu.svg"))).contains("error, ulp");
    assertThat(Files.readString(build.resolve("rtl/vitcc_function_rsqrt.sv")))
        .contains("corrected");
    assertThat(Files.readString(build.resolve("rtl/vitcc_function_reciprocal.sv")))
        .contains("Table = {");
  }

  @ParameterizedTest
  @CsvSource({
    "gelu polynomial error <= 0.4 ulp;, straight lines can't be within 0.4 ulp of GELU; the least",
    "rsqrt polynomial error <= 0.4 ulp;, rsqrt can't be within 0.4 ulp: results are whole codes"
  })
  void refusesABoundThatNothingKeeps(String line, String message) throws IOException {
    Path build = folder.resolve("build");
    SortedMap<String, String> before = compile(TinyModel.in(folder), build);
    String clause = "approximate { " + line + " }\n";
    Invocation invocation = vitcc(TinyModel.in(folder, TinyModel.TEXT + clause), "-o", build);
    assertThat(invocation.code()).isEqualTo(ExitCode.TARGET_MISSED.code());
    assertThat(invocation.err()).contains("E0509", message, "hint: write error <= 0.");
    assertThat(tree(build)).isEqualTo(before);
  }

  @Test
  void refusesAModelThatTheBoardHasNoRoomForAndNamesWhatBinds() throws IOException {
    String wide =
        TinyModel.TEXT
            .replace("[1, 4, 4]", "[1, 32, 32]")
            .replace("dim = 8", "dim = 512")
            .replace("target zcu102", "target pynq_z2")
            .replace("engine(pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1);", "");
    Path build = folder.resolve("build");
    Invocation invocation = vitcc(TinyModel.in(folder, wide), "-o", build);
    assertThat(invocation.code()).isEqualTo(ExitCode.TARGET_MISSED.code());
    assertThat(invocation.err())
        .contains("E0505", "no engine for this model fits pynq_z2")
        .containsPattern("the smallest takes [0-9,]+ of 119 BRAM36")
        .containsPattern(
            "hint: each of these changes alone is enough:\n +target [a-z0-9_]+: [0-9.]+ frames");
    assertThat(build).doesNotExist();
  }

  @Test
  void takesFewerBitsWhereThereIsNoRoomForMore() throws IOException {
    Path build = folder.resolve("build");
    int fitting = 8;
    while (vitcc(withBinaryColumns("fixed(%d)".formatted(fitting)), "-o", build).code() == 3) {
      fitting--;
    }
    assertThat(fitting).isBetween(5, 7);
    Invocation range = vitcc(withBinaryColumns("fixed(4..8)"), "-o", build);
    assertThat(range.code()).isZero();
    assertThat(range.out()).contains("activations  " + fitting + " bits *");
    assertThat(vitcc(withBinaryColumns("fixed(8..8)"), "-o", build).code()).isEqualTo(3);
  }

  /// With so many columns of lookup tables that an eighth bit of activations is too much.
  private Path withBinaryColumns(String activations) throws IOException {
    return TinyModel.in(
        folder,
        TinyModel.TEXT
            .replace("150 MHz; engine(", "150 MHz; utilization <= 19%; engine(narrow = 240, ")
            .replace("pn = 8", "pn = 256")
            .replace(
                "weights fixed(8); activations fixed(8)",
                "weights binary; activations " + activations + "; first, last fixed(8)"));
  }

  @Test
  void reachesAFrameRateWithTheCheapestEngine() throws IOException {
    String free =
        TinyModel.TEXT
            .replace("[1, 4, 4]", "[1, 8, 8]")
            .replace("dim = 8", "dim = 64")
            .replace("engine(pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1);", "");
    Path model = TinyModel.in(folder, free);
    JsonNode slow = engine(model, "--fps=10000");
    JsonNode fast = engine(model, "--fps=40000");
    assertThat(macs(slow)).isLessThan(macs(fast));
  }

  private JsonNode engine(Path model, String... options) throws IOException {
    Path build = folder.resolve("build" + options[0]);
    compile(model, build, options);
    return JsonMapper.builder().build().readTree(build.resolve("report.json")).path("engine");
  }

  private static int macs(JsonNode engine) {
    return engine.path("pm").asInt() * engine.path("pk").asInt() * engine.path("pn").asInt();
  }

  @Test
  void emitsHlsWhereAskedTo() throws IOException {
    SortedMap<String, String> both =
        compile(TinyModel.in(folder), folder.resolve("both"), "--emit", "rtl,hls");
    assertThat(both)
        .containsKeys(
            "hls/Makefile",
            "hls/hls_config.cfg",
            "hls/run_hls.tcl",
            "hls/run_hls.sh",
            "hls/tb/testbench.cpp",
            "hls/vitcc_accel.cpp",
            "hls/vitcc_constants.hpp",
            "rtl/vitcc_accel.sv");
    assertThat(both.get("hls/hls_config.cfg")).contains("part=xczu9eg-ffvb1156-2-e\n");
    assertThat(both.get("report.json")).contains("\"estimated_execute\"", "not synthesised");

    SortedMap<String, String> all =
        compile(TinyModel.in(folder), folder.resolve("all"), "--emit", "all");
    assertThat(all)
        .isEqualTo(
            compile(
                TinyModel.in(folder), folder.resolve("named"), "--emit", "hls,driver,rtl,vivado"));
    assertThat(both.keySet()).noneMatch(name -> name.matches("(vivado|driver)/.*"));
    assertThat(all.keySet()).containsAll(both.keySet());

    SortedMap<String, String> hls =
        compile(TinyModel.in(folder), folder.resolve("hls"), "--emit", "hls");
    assertThat(hls).containsKeys("hls/vitcc_accel.cpp", "sim/vectors.bin", "image/vitcc.bin");
    assertThat(hls.keySet()).noneMatch(name -> name.startsWith("rtl/"));
  }

  @Test
  void twoCompilesAreTheSameWhereverAndInWhateverLanguage() throws IOException {
    Path model = TinyModel.in(folder);
    SortedMap<String, String> first = compile(model, folder.resolve("one"), "--dump-ir");
    Path other = Files.createDirectories(folder.resolve("elsewhere/deeper"));
    Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
    SortedMap<String, String> second =
        compile(TinyModel.in(other), other.resolve("two"), "--dump-ir");
    assertThat(second.keySet()).isEqualTo(first.keySet());
    assertThat(
            first.keySet().stream()
                .filter(name -> !Objects.equals(first.get(name), second.get(name))))
        .isEmpty();
    assertThat(first.values()).noneMatch(text -> text.contains(folder.toString()));
  }

  @Test
  void dumpsTheGraphAfterEachPassAndTheProgram() throws IOException {
    SortedMap<String, String> build =
        compile(TinyModel.in(folder), folder.resolve("build"), "--dump-ir");
    assertThat(build.keySet().stream().filter(name -> name.startsWith("ir/")))
        .hasSizeGreaterThan(5)
        .contains("ir/00-input.ir", "ir/01-remove-unused.ir", "ir/program.txt");
  }

  @Test
  void printsTheGraphAfterThePassNamed() throws IOException {
    Invocation one =
        vitcc(TinyModel.in(folder), "-o", folder.resolve("b"), "--print-ir-after", "remove-unused");
    assertThat(one.out()).contains("// after remove-unused").doesNotContain("// after calibrate");
    Invocation all = vitcc(TinyModel.in(folder), "-o", folder.resolve("b"), "--print-ir-after-all");
    assertThat(all.out()).contains("// after remove-unused", "// after legalize-to-integers");
  }

  @Test
  void commandLineOverridesTheTarget() throws IOException {
    SortedMap<String, String> build =
        compile(
            TinyModel.in(folder),
            folder.resolve("build"),
            "--board=zcu104",
            "--clock=200",
            "--fps=30");
    assertThat(build.get("report.json"))
        .contains("\"board\": \"zcu104\"", "\"clock_mhz\": 200.0", "\"target_fps\": 30.0");
  }

  @Test
  void failedCompileLeavesTheOldBuildAndForeignFiles() throws IOException {
    Path build = folder.resolve("build");
    compile(TinyModel.in(folder), build);
    Files.writeString(build.resolve("notes.txt"), "mine");
    SortedMap<String, String> before = tree(build);
    Path broken = TinyModel.in(folder, TinyModel.TEXT.replace("repeat 1 {", "repeat x {"));
    assertThat(vitcc(broken, "-o", build).code()).isEqualTo(1);
    assertThat(tree(build)).isEqualTo(before);

    compile(TinyModel.in(folder), build);
    assertThat(tree(build)).isEqualTo(before);
  }

  @Test
  void wrongOutputFolderIsToldBeforeTheModelIsRead() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes"), "mine");
    Invocation file = vitcc(folder.resolve("none.vit"), "-o", notes);
    assertThat(file.code()).isEqualTo(1);
    assertThat(file.err()).contains("E0602", "is a file").doesNotContain("none.vit");

    Files.writeString(Files.createDirectory(folder.resolve("others")).resolve("x"), "mine");
    Invocation foreign = vitcc(folder.resolve("none.vit"), "-o", folder.resolve("others"));
    assertThat(foreign.code()).isEqualTo(1);
    assertThat(foreign.err()).contains("E0601", "nothing is touched");
  }

  @Test
  void illegalEngineIsExplained() throws IOException {
    Path model = TinyModel.in(folder, TinyModel.TEXT.replace("pk = 8, pn = 8", "pk = 24, pn = 16"));
    Invocation invocation = vitcc(model, "-o", folder.resolve("build"));
    assertThat(invocation.code()).isEqualTo(1);
    assertThat(invocation.err()).contains("E0503", "pk");
  }

  @Test
  void simulationOfWhatIsNoBuildIsRefused() {
    for (String command : List.of("sim", "synth")) {
      Invocation invocation = vitcc(command, folder);
      assertThat(invocation.code()).isEqualTo(1);
      assertThat(invocation.err()).contains("E0603", "vitcc MODEL.vit -o DIR");
    }
  }
}
