package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.cli.synthesize.Synthesis;
import dev.vitcc.cli.synthesize.Yosys;
import dev.vitcc.cli.synthesize.YosysScript;
import dev.vitcc.cost.resources.ResourceModel;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.cost.resources.Unit;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.targets.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The resource model against what Yosys makes of the hardware, now.
class SynthesisTest {
  /// The table that the model is held to every day; `target/synthesised.txt` has what `make
  /// nightly` found.
  private static final Path TABLE =
      Path.of("../cost/src/test/resources/dev/vitcc/cost/resources/synthesised.txt");

  private static final Path FOUND = Path.of("target/synthesised.txt");
  private static final double TENTH = 0.1;
  private static final double HUNDREDTH = 0.01;
  private static final int FIRST_PARAMETER = 2;
  private static final int FIRST_FORMAT = 16;
  private static final int FIRST_RESULT = FIRST_FORMAT + 11;

  @TempDir private Path folder;

  static Stream<String> table() throws IOException {
    return Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#"));
  }

  @Tag("nightly")
  @Test
  void aSmallEngineTakesWhatTheModelSays() throws IOException, InterruptedException {
    Engine engine = new Engine(1, 8, 8, 4, 64, 1, 20, 32, 16, 64, 24, 4, 32, 4);
    Synthesis synthesis = synthesise(engine);
    Resources found = synthesis.total();
    Resources expected = ResourceModel.of(engine).total();
    assertThat(found.dsp()).isEqualTo(expected.dsp());
    assertThat(found.bram36()).isEqualTo(expected.bram36());
    assertThat(found.lut()).isCloseTo(expected.lut(), within(TENTH * found.lut()));
    assertThat(found.ff()).isCloseTo(expected.ff(), within(TENTH * found.ff()));
    assertThat(synthesis.tool()).startsWith("Yosys");
    assertThat(synthesis.depths().keySet())
        .contains(Unit.ARRAY, Unit.CONDITIONER, Unit.STREAMER, Unit.VECTOR);
    assertThat(synthesis.depths().values())
        .allSatisfy(depth -> assertThat(depth.picoseconds()).isPositive());
  }

  /// A change of the hardware shows here; then the table is brought up to date and the model with
  /// it. What ABC makes of logic moves a little with the names of modules.
  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("table")
  void theTableIsWhatYosysFinds(String row) throws IOException, InterruptedException {
    List<String> words = List.of(row.split(" +", -1));
    int[] parameters =
        words.subList(FIRST_PARAMETER, FIRST_FORMAT).stream().mapToInt(Integer::parseInt).toArray();
    double[] stored =
        words.subList(FIRST_RESULT, words.size()).stream()
            .mapToDouble(Double::parseDouble)
            .toArray();
    Formats formats = formats(words.subList(FIRST_FORMAT, FIRST_RESULT));
    Resources found = synthesise(engine(parameters, formats)).total();
    Files.writeString(
        FOUND,
        String.join(" ", words.subList(0, FIRST_RESULT)) + " " + text(found) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    assertThat(found.dsp()).isEqualTo(stored[2]);
    assertThat(found.bram36()).isEqualTo(stored[3]);
    assertThat(found.lut()).isCloseTo(stored[0], within(HUNDREDTH * stored[0]));
    assertThat(found.ff()).isCloseTo(stored[1], within(HUNDREDTH * stored[1]));
  }

  private static String text(Resources found) {
    return String.format(
        Locale.ROOT, "%.0f %.0f %.0f %.1f", found.lut(), found.ff(), found.dsp(), found.bram36());
  }

  private static Formats formats(List<String> words) {
    return new Formats(
        Integer.parseInt(words.get(0)),
        NarrowFormat.valueOf(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)),
        words.get(4).equals("1"),
        new Lines(
            Integer.parseInt(words.get(5)),
            Integer.parseInt(words.get(6)),
            Integer.parseInt(words.get(7))),
        new Evaluated(words.get(8).equals("1"), words.get(9).equals("1")),
        Exponential.EXACT,
        Pruning.valueOf(words.get(10)));
  }

  private static Engine engine(int[] p, Formats formats) {
    return new Engine(
        p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13],
        formats);
  }

  private Synthesis synthesise(Engine engine) throws IOException, InterruptedException {
    RequiredTools.require("yosys");
    List<SourceFile> sources = new RtlBackend().emit("test", engine);
    for (SourceFile source : sources) {
      Path file = folder.resolve(source.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text());
    }
    Files.writeString(
        folder.resolve(YosysScript.FILE), YosysScript.of(sources, Family.XCUP).orElseThrow());
    return Yosys.find().run(folder.resolve("rtl"), progress -> {});
  }
}
