package dev.vitcc.cli.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.DigitsModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.quantize.Ranges;
import dev.vitcc.reference.FloatReference;
import dev.vitcc.reference.IntegerReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is chosen for limits of time, area and accuracy, and for an objective.
class MeetTargetTest {
  private static final String SMALL = "engine(pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1);";
  private static final String EIGHT = "weights fixed(8); activations fixed(8);";
  private static final String UNTRAINED =
      "weights binary; activations fixed(4); first, last fixed(8);";
  private static final String PRUNE = "prune { auto; package; }\n";
  private static final int IMAGES = 200;

  @TempDir private Path folder;

  private Solution solve(String target, String quantize, String more) throws IOException {
    return make().decided(DigitsModel.load(folder, DigitsModel.text(target, quantize, more)));
  }

  private static MakeDesign make() {
    return new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none());
  }

  private Diagnostic refused(String target, String quantize, String more) {
    CompileException[] refused = new CompileException[1];
    assertThatThrownBy(() -> solve(target, quantize, more))
        .isInstanceOfSatisfying(CompileException.class, wrong -> refused[0] = wrong);
    assertThat(refused[0].diagnostics()).hasSize(1);
    return refused[0].diagnostics().getFirst();
  }

  @Test
  void aLatencyIsTheTimeOfAFrame() throws IOException {
    Solution within = solve("zcu102 { latency <= 0.1 ms; }", EIGHT, "");
    Solution rate = solve("zcu102 { frame_rate >= 10000 fps; }", EIGHT, "");
    assertThat(within.program()).isEqualTo(rate.program());
    assertThat(within.placement().cycles()).isLessThanOrEqualTo(15_000);

    Diagnostic refused = refused("zcu102 { latency <= 10 us; " + SMALL + " }", EIGHT, "");
    assertThat(refused.code()).isEqualTo(PassesCode.TOO_SLOW);
    assertThat(refused.message()).startsWith("a latency of 0.01 ms, 100000 frames/s, can't be");
  }

  @Test
  void theObjectiveSaysWhichOfManyEngines() throws IOException {
    Solution least = solve("zcu102 { " + SMALL + " }", EIGHT, "");
    Solution smallest = solve("zcu102 { objective smallest; }", EIGHT, "");
    Solution fastest = solve("zcu102 { objective fastest; frame_rate >= 100 fps; }", EIGHT, "");
    Solution cheap = solve("zcu102 { frame_rate >= 100 fps; }", EIGHT, "");
    Solution unlimited = solve("zcu102;", EIGHT, "");
    assertThat(smallest.placement().share()).isLessThanOrEqualTo(least.placement().share());
    assertThat(cheap.program()).isEqualTo(smallest.program());
    assertThat(fastest.program()).isEqualTo(unlimited.program());
    assertThat(fastest.placement().cycles()).isLessThan(cheap.placement().cycles());
  }

  @Test
  void narrowerCodesAreForWhoAsksForTheSmallest() throws IOException {
    String quantize = "weights binary; activations fixed(4..8); first, last fixed(8);";
    String rate = "zcu102 { frame_rate >= 20000 fps; ";
    Solution accurate = solve(rate + "}", quantize, "");
    Solution smallest = solve(rate + "objective smallest; }", quantize, "");
    assertThat(TriedDesigns.bits(accurate.model())).isEqualTo(8);
    assertThat(smallest.placement().share()).isLessThanOrEqualTo(accurate.placement().share());
    assertThat(smallest.tried()).hasSize(5).filteredOn(TriedWidth::isChosen).hasSize(1);
  }

  @Test
  void accuracyNeedsLabels() {
    Diagnostic refused = refused("zcu102 { accuracy_drop <= 1%; }", EIGHT, "");
    assertThat(refused.code()).isEqualTo(PassesCode.NO_LABELS);
  }

  @Test
  void saysWhatAccuracyCanBeHad() throws IOException {
    String labels = DigitsModel.evaluate(IMAGES);
    Diagnostic refused =
        refused("zcu102 { accuracy_drop <= 0%; " + SMALL + " }", UNTRAINED, labels);
    assertThat(refused.code()).isEqualTo(PassesCode.ACCURACY_LOST);
    Matcher points =
        Pattern.compile("accuracy_drop <= ([0-9.]+)% can be had")
            .matcher(refused.hint().orElse(""));
    assertThat(points.find()).as(refused.hint().orElse("")).isTrue();
    String target = "zcu102 { accuracy_drop <= " + points.group(1) + "%; " + SMALL + " }";
    Solution found = solve(target, UNTRAINED, labels);
    assertThat(found.drop().orElseThrow()).isEqualTo(counted(found));
  }

  /// By the references and the labels, without the code that measures.
  private static AccuracyDrop counted(Solution solution) {
    LoadedModel model = solution.model();
    var clause = model.request().evaluate().orElseThrow();
    ImageSet.Raw images = model.images().evaluation(clause);
    int[] labels = model.images().labels(clause);
    assertThat(labels).hasSize(IMAGES);
    FloatReference real = new FloatReference(model.model());
    IntegerReference integer = new IntegerReference(solution.integer());
    int lost = 0;
    int won = 0;
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      boolean isReal = best(real.logits(images.image(i))) == labels[i];
      boolean isInteger = best(References.toReals(integer.logits(images.image(i)), 1)) == labels[i];
      right += isReal ? 1 : 0;
      lost += isReal && !isInteger ? 1 : 0;
      won += !isReal && isInteger ? 1 : 0;
    }
    return new AccuracyDrop(labels.length, right, right - lost + won, lost, won);
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int c = 1; c < logits.length; c++) {
      best = logits[c] > logits[best] ? c : best;
    }
    return best;
  }

  @Test
  void tokensGoAsLongAsAccuracyStays() throws IOException {
    String more = PRUNE + DigitsModel.evaluate(IMAGES);
    Solution all = solve("zcu102 { " + SMALL + " }", EIGHT, "");
    Solution found = solve("zcu102 { accuracy_drop <= 1%; " + SMALL + " }", EIGHT, more);
    assertThat(found.drop().orElseThrow()).isEqualTo(counted(found));
    assertThat(found.drop().orElseThrow().points()).isLessThanOrEqualTo(1);
    assertThat(found.placement().fps()).isGreaterThan(all.placement().fps());

    String faster =
        "zcu102 { frame_rate >= %.0f fps; ".formatted(1.03 * found.placement().fps()) + SMALL;
    AccuracyDrop drop = counted(solve(faster + " }", EIGHT, more));
    assertThat(drop.points()).isGreaterThan(1);
    Diagnostic refused = refused(faster + " accuracy_drop <= 1%; }", EIGHT, more);
    assertThat(refused.code()).isEqualTo(PassesCode.ACCURACY_LOST);

    String fastest = " accuracy_drop <= 1%; objective fastest; }";
    assertThat(refused(faster + fastest, EIGHT, more).message()).isEqualTo(refused.message());
    assertThat(found.model().request().target().frameRate()).isEmpty();
  }

  /// Fewer tokens with wide codes, or all of them with narrow ones: what loses the least counts.
  @Test
  void tokensAndBitsAreWeighedAgainstEachOther() throws IOException {
    String quantize =
        "weights mixed { power_of_two(4), fixed(8) }; activations fixed(4..8);"
            + " first, last fixed(8);";
    String target =
        "zcu102 { frame_rate >= 14000 fps; utilization <= 17%;"
            + " engine(pm = 1, pk = 32, lanes = 8, ports = 1); }";
    Solution found = solve(target, quantize, PRUNE);
    List<TriedWidth> compared =
        found.tried().stream().filter(width -> width.loss().isPresent()).toList();
    assertThat(compared).hasSizeGreaterThan(1);
    TriedWidth chosen = compared.stream().filter(TriedWidth::isChosen).findFirst().orElseThrow();
    assertThat(compared)
        .allMatch(
            other ->
                other.loss().orElseThrow().divergence()
                    >= chosen.loss().orElseThrow().divergence());
    assertThat(chosen.loss().orElseThrow().divergence()).isCloseTo(divergence(found), within(1e-5));
  }

  private static double divergence(Solution solution) {
    LoadedModel model = solution.model();
    List<byte[]> images = model.images().calibration();
    FloatReference real = new FloatReference(model.model());
    IntegerReference integer = new IntegerReference(solution.integer());
    double scale =
        Ranges.scaleOf(solution.integer(), solution.integer().graph().outputs().getFirst());
    double sum = 0;
    for (byte[] image : images) {
      double[] p = probabilities(real.logits(image));
      double[] q = probabilities(References.toReals(integer.logits(image), scale));
      for (int c = 0; c < p.length; c++) {
        sum += p[c] * Math.log(p[c] / q[c]);
      }
    }
    return sum / images.size();
  }

  private static double[] probabilities(float[] logits) {
    double[] exponentials = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      exponentials[c] = Math.exp(logits[c]);
      sum += exponentials[c];
    }
    for (int c = 0; c < logits.length; c++) {
      exponentials[c] /= sum;
    }
    return exponentials;
  }
}
