package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.output.Parts;
import dev.vitcc.cli.output.Report;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.sparsity.ChooseStages.Candidate;
import dev.vitcc.passes.sparsity.ChooseStages.Chosen;
import dev.vitcc.reference.FloatReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The digits transformer on an engine that is too slow for all its tokens: what the compiler
/// chooses, against ordinary compiles and the float reference.
class DigitsAutoPrunedTest {
  private static final Path MODEL = Path.of("..", "examples", "digits", "auto_pruned.vit");
  private static final double FPS = 8000;

  private static LoadedModel load(UnaryOperator<CompileRequest> overrides) {
    return new LoadModel(new Diagnostics()).run(MODEL, overrides, images -> {});
  }

  private static LoadedModel load(double fps) {
    Setting<Double> rate = new Setting<>(fps, SourceLocation.ofFile("--fps"));
    return load(request -> request.withTarget(request.target().withFrameRate(rate)));
  }

  private static MakeDesign make() {
    return new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none());
  }

  @Test
  void reachesTheFrameRateWithTheCandidateThatLosesTheLeast() {
    Design design = make().run(load(FPS));

    double rate = design.clockMhz() * 1e6 / design.estimate().cycles();
    assertThat(rate).isGreaterThanOrEqualTo(FPS);
    assertThat(design.pruned().orElseThrow().aloneFps()).isLessThan(FPS);
    Chosen chosen = design.pruned().orElseThrow().chosen().orElseThrow();
    assertThat(tokens(design)).isEqualTo(chosen.best().stages().tokens());
    assertThat(design.source().request().prune().orElseThrow().beforeBlocks())
        .isEqualTo(chosen.best().stages().blocks());
    assertThat(chosen.candidates())
        .hasSizeGreaterThan(1)
        .allMatch(other -> other.cycles() <= design.clockMhz() * 1e6 / FPS)
        .allMatch(other -> other.loss().divergence() >= chosen.best().loss().divergence());
    cyclesAreThoseOfOrdinaryCompiles(chosen);
    lossIsThatOfTheReference(chosen.best());
    saysSo(design, chosen);
  }

  /// Of the same model with a clause that leaves nothing open.
  private static void cyclesAreThoseOfOrdinaryCompiles(Chosen chosen) {
    for (Candidate candidate : chosen.candidates()) {
      Design other = make().run(explicit(candidate));
      assertThat(other.pruned()).isEmpty();
      assertThat(other.estimate().cycles())
          .as("%s", candidate.stages())
          .isEqualTo(candidate.cycles());
    }
    LoadedModel all = load(request -> rateless(request.withoutPruning()));
    long unpruned =
        chosen.table().rest()
            + chosen.table().cycles().lastEntry().getValue().stream()
                .mapToLong(Long::longValue)
                .sum();
    assertThat(unpruned).isEqualTo(make().run(all).estimate().cycles());
  }

  private static LoadedModel explicit(Candidate candidate) {
    return load(
        request -> {
          PruneClause clause = request.prune().orElseThrow();
          List<Integer> blocks = candidate.stages().blocks();
          return request.withPrune(clause.withStages(blocks, candidate.stages().tokens()));
        });
  }

  private static CompileRequest rateless(CompileRequest request) {
    return request.withTarget(request.target().fastest());
  }

  private static void lossIsThatOfTheReference(Candidate best) {
    LoadedModel loaded = explicit(best);
    List<byte[]> images = loaded.images().calibration();
    List<float[]> wanted = new FloatReference(loaded.model()).logits(images);
    List<float[]> found = new FloatReference(loaded.pruned()).logits(images);
    double divergence = 0;
    int agreeing = 0;
    for (int i = 0; i < images.size(); i++) {
      double[] p = probabilities(wanted.get(i));
      double[] q = probabilities(found.get(i));
      int bestP = 0;
      int bestQ = 0;
      for (int c = 0; c < p.length; c++) {
        divergence += p[c] * Math.log(p[c] / q[c]) / images.size();
        bestP = p[c] > p[bestP] ? c : bestP;
        bestQ = q[c] > q[bestQ] ? c : bestQ;
      }
      agreeing += bestP == bestQ ? 1 : 0;
    }
    assertThat(best.loss().images()).isEqualTo(images.size());
    assertThat(best.loss().agreeing()).isEqualTo(agreeing);
    assertThat(best.loss().divergence()).isCloseTo(divergence, within(1e-6));
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

  private static void saysSo(Design design, Chosen chosen) {
    var report = Report.of(design, new Parts(true, false, false, false));
    assertThat(report.at("/pruning/latency_sparsity/rows").size())
        .isEqualTo(chosen.table().cycles().size());
    assertThat(report.at("/pruning/candidates").size()).isEqualTo(chosen.candidates().size());
    assertThat(String.join("\n", Summary.of(report)))
        .contains(
            "prune        quantisation alone reaches",
            chosen.best().stages().text(17) + " reach",
            "of 256 calibration images");
  }

  @Test
  void prunesNothingIfQuantisationAloneIsFastEnough() {
    Design design = make().run(load(FPS / 2));
    Design plain = make().run(load(request -> rateless(request.withoutPruning())));
    assertThat(design.pruned().orElseThrow().chosen()).isEmpty();
    assertThat(tokens(design)).isEmpty();
    assertThat(design.program()).isEqualTo(plain.program());
    assertThat(
            String.join("\n", Summary.of(Report.of(design, new Parts(true, false, false, false)))))
        .contains("quantisation alone reaches 6,370", "all 17 tokens stay");
  }

  @Test
  void saysHowFastPruningIsAtMost() {
    assertThatThrownBy(() -> make().run(load(FPS * 2)))
        .isInstanceOfSatisfying(
            CompileException.class,
            wrong ->
                assertThat(wrong.diagnostics())
                    .singleElement()
                    .satisfies(
                        found -> {
                          assertThat(found.code()).isEqualTo(PassesCode.TOO_SLOW);
                          assertThat(found.message())
                              .contains("16000 frames/s", "with 17 → ", " before block");
                        }));
  }

  @Test
  void asksForAFrameRate() {
    assertThatThrownBy(() -> load(DigitsAutoPrunedTest::rateless))
        .isInstanceOfSatisfying(
            CompileException.class,
            wrong ->
                assertThat(wrong.diagnostics())
                    .singleElement()
                    .satisfies(
                        found -> {
                          assertThat(found.code()).isEqualTo(PassesCode.PRUNING);
                          assertThat(found.message()).contains("auto", "frame rate");
                          assertThat(found.hint())
                              .hasValueSatisfying(hint -> assertThat(hint).contains("--fps"));
                        }));
  }

  /// The float reference of the model as it will be compiled.
  @Test
  void settlesTheModelForTheReferences() {
    LoadedModel settled = make().networks(load(FPS)).model();
    Optional<PruneClause> clause = settled.request().prune();
    assertThat(clause).hasValueSatisfying(chosen -> assertThat(chosen.isOpen()).isFalse());
    assertThat(settled.pruned().graph().nodes()).anyMatch(n -> n.op() instanceof PruneTokens);
  }

  private static List<Integer> tokens(Design design) {
    return design.integer().graph().nodes().stream()
        .filter(node -> node.op() instanceof PruneTokens)
        .map(node -> node.type().dim(0))
        .toList();
  }
}
