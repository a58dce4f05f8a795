package dev.vitcc.backend.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vitcc.ir.program.ImageHeader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The drivers compile without a warning, and do with registers what docs/engine.md says.
class DriverFilesTest {
  private static final Path MODEL =
      Path.of("src/test/resources/register_model.py").toAbsolutePath();
  private static final BoardDesign DESIGN = TestBuild.design("zcu102", 2, 128, 150);

  @TempDir private Path build;
  private Map<String, String> driver = Map.of();

  @BeforeEach
  void write() throws IOException {
    driver = new DriverBackend().emit(DESIGN, true);
    TestBuild.write(build, driver);
  }

  private String text(String path) {
    return Objects.requireNonNull(driver.get(path), path);
  }

  private record Ended(int code, String said) {}

  private Ended run(Map<String, String> settings, String... words)
      throws IOException, InterruptedException {
    if (!words[0].startsWith("/")) {
      require(words[0]);
    }
    ProcessBuilder builder = new ProcessBuilder(words).directory(build.resolve("driver").toFile());
    builder.redirectErrorStream(true).environment().putAll(settings);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static void require(String program) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!installed && "true".equals(System.getenv("CI"))) {
      fail(program + " isn't installed");
    }
    Assumptions.assumeTrue(installed, program + " isn't installed");
  }

  /// Offsets and error bits of the header are those that the RTL is made of.
  @Test
  void headerHasTheOffsetsOfTheRtl() {
    String rtl = Objects.requireNonNull(TestBuild.files(DESIGN).get("rtl/vitcc_register_pkg.sv"));
    Map<String, Integer> inRtl = new TreeMap<>();
    Pattern.compile("int (\\w+)Address = 32'h([0-9a-f]+);")
        .matcher(rtl)
        .results()
        .forEach(found -> inRtl.put(found.group(1), Integer.parseInt(found.group(2), 16)));
    assertThat(inRtl).hasSize(13);
    String header = text("driver/vitcc_accel_hw.h");
    inRtl.forEach(
        (name, address) -> {
          String snake = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
          String macro = snake.equals("COUNTERS") ? "FIRST_COUNTER" : snake;
          assertThat(header).contains("#define VITCC_%s 0x%02xu".formatted(macro, address));
        });
    assertThat(header)
        .contains("#define VITCC_STATUS_ERRORS 0x1fu", "#define VITCC_COUNTERS 22u")
        .contains(
            "VITCC_ENGINE_FINGERPRINT 0x%xu".formatted(DESIGN.program().engine().fingerprint()));
    for (String line :
        List.of(
            "StatusFormat = 0;",
            "StatusEngine = 1;",
            "StatusCommand = 4;",
            "CounterTokens8 = 21;")) {
      assertThat(rtl).contains(line);
    }
  }

  @Test
  void registerTableInTheDocumentsIsThatOfTheMap() throws IOException {
    assertThat(Path.of("../docs/registers.md")).hasContent(new DriverBackend().registerTable());
    assertThat(text("driver/registers.md")).isEqualTo(new DriverBackend().registerTable());
  }

  @Test
  void tokensOfTestsAreLeftOutWhereThereIsNoRtl() {
    Map<String, String> alone = new DriverBackend().emit(DESIGN, false);
    assertThat(alone.keySet()).noneMatch(name -> name.startsWith("driver/test/"));
    assertThat(driver).containsKeys("driver/test/driver_test.cpp", "driver/test/stand_ins/pynq.py");
  }

  @ParameterizedTest
  @CsvSource({
    "gcc,vitcc_accel.c",
    "gcc,vitcc_accel_linux.c",
    "gcc,vitcc_accel_bare_metal.c",
    "gcc,example.c",
    "clang,vitcc_accel.c"
  })
  void compilesAsC99WithoutWarning(String compiler, String source)
      throws IOException, InterruptedException {
    Ended ended =
        run(
            Map.of(),
            compiler,
            "-std=c99",
            "-pedantic",
            "-Wall",
            "-Wextra",
            "-Wconversion",
            "-Wshadow",
            "-Werror",
            "-fsyntax-only",
            source);
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  @Test
  void bareMetalDriverRunsFramesAndSaysWhatGoesWrong() throws IOException, InterruptedException {
    String test = Path.of("src/test/resources/bare_metal.c").toAbsolutePath().toString();
    Ended built =
        run(
            Map.of(),
            "gcc",
            "-std=c99",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-fsanitize=address,undefined",
            "-I.",
            "-o",
            "bare_metal",
            test,
            "vitcc_accel.c",
            "vitcc_accel_bare_metal.c");
    assertThat(built.code()).as(built.said()).isZero();
    Ended ended = run(Map.of(), build.resolve("driver/bare_metal").toString());
    assertThat(ended.code()).as("line of bare_metal.c\n" + ended.said()).isZero();
  }

  /// An image that is as far from being one as drivers look.
  private Path image() throws IOException {
    ByteBuffer words = ByteBuffer.allocate(DESIGN.imageBytes()).order(ByteOrder.LITTLE_ENDIAN);
    words.putInt(ImageHeader.MAGIC).putInt(ImageHeader.VERSION);
    words.putInt(DESIGN.program().engine().fingerprint());
    return Files.write(build.resolve("image.bin"), words.array());
  }

  private Ended python(String... options) throws IOException, InterruptedException {
    Path record = build.resolve("recorded.txt");
    String[] words =
        Stream.concat(
                Stream.concat(Stream.of("python3"), Stream.of(options)),
                Stream.of(
                    "test/test_vitcc_accel.py",
                    "python3",
                    MODEL.toString(),
                    "--image",
                    image().toString(),
                    "--frames",
                    "3"))
            .toArray(String[]::new);
    return run(Map.of("RECORD", record.toString()), words);
  }

  @Test
  void pythonDriverRunsOnTheModelOfTheRegisters() throws IOException, InterruptedException {
    Ended ended = python();
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("Ran 7 tests", "OK");
  }

  /// With no numpy on the machine: `-S` leaves out all that was installed.
  @Test
  void pythonDriverIsTestedWithoutNumpyToo() throws IOException, InterruptedException {
    Ended ended = python("-S", "-E");
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  /// The last run of the test that is last by name is of a batch that is not full.
  @Test
  void pythonDriverGivesArgumentsAndThenStarts() throws IOException, InterruptedException {
    python();
    List<String> accesses = Files.readAllLines(build.resolve("recorded.txt"));
    int start = accesses.lastIndexOf("write 0 1");
    assertThat(accesses.subList(start - 7, start))
        .containsExactly(
            "write 16 0",
            "write 20 9",
            "write 28 1048576",
            "write 32 9",
            "write 40 2097152",
            "write 44 9",
            "write 52 3");
    assertThat(accesses.get(start - 8)).isEqualTo("read 0");
    assertThat(accesses.subList(start + 1, accesses.size()))
        .containsSubsequence("read 0", "read 0", "read 60");
  }
}
