package dev.vitcc.cost.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.ir.program.NarrowFormat;
import dev.vitcc.ir.program.Pruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The model against the table of engines that were synthesised: those it was made with, and those
/// that were held out.
class ResourceModelTest {
  private static final Path TABLE =
      Path.of("src/test/resources/dev/vitcc/cost/resources/synthesised.txt");
  private static final double TENTH = 0.1;
  private static final Engine TINY =
      new Engine(1, 64, 64, 64, 128, 4, 197, 192, 192, 768, 26, 8, 32, 16);

  /// @param found by synthesis
  record Row(String name, String use, Engine engine, Resources found) {
    static Row of(String line) {
      String[] words = line.split(" +", -1);
      int[] p = Arrays.stream(words, 2, 16).mapToInt(Integer::parseInt).toArray();
      double[] r = Arrays.stream(words, 27, 31).mapToDouble(Double::parseDouble).toArray();
      Engine engine =
          new Engine(
              p[0],
              p[1],
              p[2],
              p[3],
              p[4],
              p[5],
              p[6],
              p[7],
              p[8],
              p[9],
              p[10],
              p[11],
              p[12],
              p[13],
              formats(words));
      return new Row(words[0], words[1], engine, new Resources(r[0], r[1], r[2], r[3], 0));
    }
  }

  private static Formats formats(String[] words) {
    return new Formats(
        Integer.parseInt(words[16]),
        NarrowFormat.valueOf(words[17]),
        Integer.parseInt(words[18]),
        Integer.parseInt(words[19]),
        words[20].equals("1"),
        new Lines(
            Integer.parseInt(words[21]), Integer.parseInt(words[22]), Integer.parseInt(words[23])),
        new Evaluated(words[24].equals("1"), words[25].equals("1")),
        Exponential.EXACT,
        Pruning.valueOf(words[26]));
  }

  static List<Row> table() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Row::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("table")
  void dspAndMemoriesAreExactTheRestWithinATenth(Row row) {
    Resources expected = ResourceModel.of(row.engine()).total();
    assertThat(expected.dsp()).as("DSP").isEqualTo(row.found().dsp());
    assertThat(expected.bram36()).as("BRAM36").isEqualTo(row.found().bram36());
    assertThat(expected.lut()).as("LUT").isCloseTo(row.found().lut(), tenth(row.found().lut()));
    assertThat(expected.ff()).as("FF").isCloseTo(row.found().ff(), tenth(row.found().ff()));
  }

  private static Offset<Double> tenth(double value) {
    return within(TENTH * value);
  }

  @Test
  void theTableHasLegalEnginesAndHoldsSomeOut() throws IOException {
    assertThat(table()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(table())
        .allSatisfy(row -> assertThat(EngineRules.violations(row.engine())).isEmpty());
    assertThat(table().stream().filter(row -> row.use().equals("held-out")).count())
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void theTotalIsTheSumOfAllUnits() {
    ResourceEstimate estimate = ResourceModel.of(TINY);
    assertThat(estimate.units().keySet()).containsExactly(Unit.values());
    assertThat(estimate.units().values().stream().reduce(Resources.NONE, Resources::plus))
        .isEqualTo(estimate.total());
  }

  /// One DSP block for two columns of the array, one a lane for each of requantisation, layer norm
  /// and squares.
  @Test
  void multipliersArePacked() {
    var units = ResourceModel.of(TINY).units();
    assertThat(units.get(Unit.ARRAY)).extracting(Resources::dsp).isEqualTo(64 * 64 / 2.0);
    assertThat(units.get(Unit.CONDITIONER)).extracting(Resources::dsp).isEqualTo(64.0);
  }

  @Test
  void accumulatorsWiderThanAMultiplierCostASecondDspALane() {
    double narrow = dspWithAccumulators(27);
    assertThat(dspWithAccumulators(28)).isEqualTo(narrow + 64);
    assertThat(dspWithAccumulators(32)).isEqualTo(narrow + 64);
  }

  private static double dspWithAccumulators(int bits) {
    return ResourceModel.of(new Engine(1, 64, 64, 64, 128, 4, 197, 192, 192, 768, bits, 8, 32, 16))
        .total()
        .dsp();
  }

  /// Nothing overflows or turns negative anywhere in the legal range.
  @Test
  void everyLegalEngineHasAnEstimate() {
    List<Engine> engines = legal().toList();
    assertThat(engines).hasSizeGreaterThan(400);
    for (Engine engine : engines) {
      Resources total = ResourceModel.of(engine).total();
      assertThat(total.lut()).as("%s", engine).isBetween(10_000.0, 4e6);
      assertThat(total.ff()).as("%s", engine).isBetween(10_000.0, 6e6);
      assertThat(total.dsp()).isGreaterThan(engine.peakMacs() / 2.0);
      assertThat(total.bram36() * 2).isEqualTo(Math.rint(total.bram36() * 2));
    }
  }

  private static Stream<Engine> legal() {
    return IntStream.of(1, 2, 4)
        .boxed()
        .flatMap(pm -> lanes().flatMap(pk -> lanes().map(pn -> new int[] {pm, pk, pn})))
        .flatMap(
            size ->
                IntStream.of(4, 8, 12, 16, 24, 32, 64, 128)
                    .mapToObj(columns -> engine(size, columns)))
        .filter(engine -> EngineRules.violations(engine).isEmpty());
  }

  private static Stream<Integer> lanes() {
    return IntStream.rangeClosed(1, 16).mapToObj(eighth -> 8 * eighth);
  }

  private static Engine engine(int[] size, int drained) {
    int word = Math.max(size[1], size[2]);
    return new Engine(
        size[0],
        size[1],
        size[2],
        size[0] * drained,
        64,
        1,
        197,
        3 * word,
        2 * word,
        8 * word,
        26,
        4,
        32,
        8);
  }
}
