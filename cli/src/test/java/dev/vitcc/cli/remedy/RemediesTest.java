package dev.vitcc.cli.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.cli.TinyModel;
import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.DigitsModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.remedy.Remedies.Kind;
import dev.vitcc.cli.solve.TargetMissed;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Targets that can't be met: what vitcc names as a way out is written into the model, which
/// compiles then.
class RemediesTest {
  private static final String SMALL = "pm = 1, pk = 8, pn = 8, lanes = 8, ports = 1";
  private static final String EIGHT = "weights fixed(8); activations fixed(8);";

  @TempDir private Path folder;

  private String digits(String target, String quantize, String prune) throws IOException {
    return DigitsModel.text(target, quantize, prune);
  }

  private LoadedModel load(String text) throws IOException {
    return DigitsModel.load(folder, text);
  }

  private static MakeDesign make() {
    return new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none());
  }

  private double compiled(String text) throws IOException {
    Design design = make().run(load(text));
    return design.clockMhz() * 1e6 / design.estimate().cycles();
  }

  /// The model asked for more frames than it can make, where it says `FPS`.
  private String asking(double share, String text) throws IOException {
    BigDecimal nearest =
        make().remedies(load(text.replace("FPS", "500000"))).nearest().orElseThrow();
    BigDecimal more = nearest.multiply(BigDecimal.valueOf(share));
    return text.replace("FPS", more.setScale(1, RoundingMode.UP).toPlainString());
  }

  /// Names a change of a kind that is enough, and it is.
  private Change helps(Kind kind, String text) throws IOException {
    isRefused(text);
    LoadedModel model = load(text);
    Remedy remedy = make().remedies(model).best(kind).orElseThrow();
    double fps = model.request().target().frameRate().map(Setting::value).orElse(0.0);
    assertThat(remedy.isEnough()).as(remedy.text()).isTrue();
    assertThat(remedy.fps().doubleValue()).isGreaterThanOrEqualTo(fps);
    assertThat(compiled(with(text, remedy.change()))).as(remedy.text()).isGreaterThanOrEqualTo(fps);
    return remedy.change();
  }

  private void isRefused(String text) throws IOException {
    LoadedModel model = load(text);
    assertThatThrownBy(() -> make().decided(model))
        .isInstanceOfSatisfying(
            CompileException.class, wrong -> assertThat(TargetMissed.is(wrong)).isTrue());
  }

  /// The model with what a change says in place of what it says itself.
  private static String with(String model, Change change) {
    return switch (change) {
      case Change.Formats _ -> replaced(model, "quantize \\{.*\\}", change.text());
      case Change.Tokens _ -> replaced(model, "prune \\{.*\\}", change.text());
      case Change.AutomaticTokens _ -> model + change.text();
      case Change.OnBoard _ -> replaced(model, "target \\w+", change.text());
      case Change.Utilization _ -> replaced(model, "utilization <= \\d+%", change.text());
      case Change.Unpinned(var parameter, int value) ->
          replaced(model, parameter.word() + " = " + value + "(, )?", "");
    };
  }

  private static String replaced(String model, String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(model);
    assertThat(found.find()).as(pattern).isTrue();
    return found.replaceFirst(Matcher.quoteReplacement(text));
  }

  @Test
  void weightsOfFewerBits() throws IOException {
    String text = digits("pynq_z2 { frame_rate >= FPS fps; engine(pm = 1, pk = 24); }", EIGHT, "");
    Change change = helps(Kind.WEIGHTS, asking(1.02, text));
    assertThat(change.text()).contains("weights mixed { ", "first, last fixed(8)");
  }

  @Test
  void weightsBelowThoseOfNarrowColumns() throws IOException {
    String mixed = "weights mixed { power_of_two(4), fixed(8) }; ";
    String quantize = mixed + "activations fixed(7..8); first, last fixed(8);";
    String target = "pynq_z2 { frame_rate >= FPS fps; engine(pk = 16); }";
    Change change = helps(Kind.WEIGHTS, asking(1.1, digits(target, quantize, "")));
    assertThat(change.text())
        .containsPattern("mixed \\{ ternary, fixed\\(8\\) }; activations fixed\\(7..8\\)");
  }

  @Test
  void activationsOfFewerBitsWhereThereIsNoRoom() throws IOException {
    String text =
        TinyModel.TEXT
            .replace("150 MHz; engine(", "150 MHz; utilization <= 19%; engine(narrow = 240, ")
            .replace("pn = 8", "pn = 256")
            .replace(EIGHT, "weights binary; activations fixed(8); first, last fixed(8);");
    Change change = helps(Kind.ACTIVATIONS, text);
    assertThat(change.text()).containsPattern("weights binary; activations fixed\\([4-7]\\)");
  }

  @Test
  void tokensThatAreDropped() throws IOException {
    String text =
        digits("zcu102 { frame_rate >= 7000 fps; engine(%s); }".formatted(SMALL), EIGHT, "");
    assertThat(helps(Kind.TOKENS, text)).isEqualTo(new Change.AutomaticTokens());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prune { before blocks 1, 2; tokens 15, 14; package; }",
        "prune { before blocks 1, 3; keep 0.9; }",
        "prune { before blocks 2; threshold 0.1; }"
      })
  void tokensThatAreFewer(String prune) throws IOException {
    String target = "zcu102 { frame_rate >= FPS fps; engine(%s); }".formatted(SMALL);
    Change change = helps(Kind.TOKENS, asking(1.05, digits(target, EIGHT, prune)));
    assertThat(change).isInstanceOf(Change.Tokens.class);
  }

  @Test
  void theSmallestBoardThatIsFastEnough() throws IOException {
    String target = "ultra96 { clock 150 MHz; frame_rate >= FPS fps; engine(pm = 1, pk = 48); }";
    String text = asking(1.02, digits(target, EIGHT, ""));
    Board found = ((Change.OnBoard) helps(Kind.BOARD, text)).board();
    for (Board board : Boards.list()) {
      if (board.resources().lut() < found.resources().lut()) {
        isRefused(with(text, new Change.OnBoard(board)));
      }
    }
  }

  @Test
  void aBoardWithRoom() throws IOException {
    String text =
        TinyModel.TEXT
            .replace("[1, 4, 4]", "[1, 32, 32]")
            .replace("dim = 8", "dim = 512")
            .replace("target zcu102", "target pynq_z2");
    assertThat(helps(Kind.BOARD, text)).isInstanceOf(Change.OnBoard.class);
  }

  @Test
  void noMoreUtilizationThanItTakes() throws IOException {
    String target =
        "pynq_z2 { frame_rate >= FPS fps; utilization <= 30%; engine(pm = 1, ports = 1); }";
    String text = asking(1.02, digits(target, EIGHT, ""));
    Change change = helps(Kind.UTILIZATION, text);
    int percent = ((Change.Utilization) change).percent();
    assertThat(percent).isBetween(31, 94);
    isRefused(with(text, new Change.Utilization(percent - 1)));
  }

  @Test
  void thePinThatIsInTheWay() throws IOException {
    String text =
        digits("zcu102 { frame_rate >= 9000 fps; engine(%s); }".formatted(SMALL), EIGHT, "");
    assertThat(helps(Kind.PIN, text)).isInstanceOf(Change.Unpinned.class);
  }

  /// Also where the compiler chooses formats or tokens.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weights fixed(8); activations fixed(8);|''",
        "weights fixed(8); activations fixed(8);|prune { auto; package; }",
        "weights binary; activations fixed(4..8); first, last fixed(8);|''"
      })
  void theNearestFrameRate(String quantize, String prune) throws IOException {
    String target = "zcu102 { frame_rate >= FPS fps; engine(%s); }".formatted(SMALL);
    String text = digits(target, quantize, prune);
    assertThat(compiled(asking(1, text))).isPositive();
    isRefused(asking(1.01, text));
  }

  @Test
  void saysSoIfNothingIsEnough() throws IOException {
    LoadedModel model =
        load(TinyModel.TEXT.replace("150 MHz;", "150 MHz; frame_rate >= 1000000 fps;"));
    Shortfall shortfall = make().remedies(model).run();
    assertThat(shortfall.remedies()).isEmpty();
    Remedy closest = shortfall.closest().orElseThrow();
    assertThat(closest.fps()).isGreaterThan(shortfall.nearest().orElseThrow());
    Diagnostic told =
        shortfall.explain(
            Diagnostic.error(PassesCode.TOO_SLOW, model.request().target().location(), "too slow"));
    assertThat(told.hint().orElseThrow())
        .contains(
            "can be had; no single change is enough; the closest is " + closest.change().text());
    assertThat(told.details()).isEmpty();
  }

  @Test
  void listsAllThatIsEnough() throws IOException {
    LoadedModel model =
        load(digits("zcu102 { frame_rate >= 7000 fps; engine(%s); }".formatted(SMALL), EIGHT, ""));
    assertThatThrownBy(() -> make().run(model))
        .isInstanceOfSatisfying(
            CompileException.class,
            wrong -> {
              Diagnostic told = wrong.diagnostics().getFirst();
              assertThat(told.code()).isEqualTo(PassesCode.TOO_SLOW);
              assertThat(told.hint().orElseThrow())
                  .containsPattern("frame_rate >= 6[0-9.]+ fps can be had; each of these changes");
              assertThat(told.details())
                  .anyMatch(line -> line.matches("prune \\{ auto; \\}: [0-9.]+ frames/s, .*"))
                  .anyMatch(line -> line.startsWith("engine(…) without "));
            });
  }
}
