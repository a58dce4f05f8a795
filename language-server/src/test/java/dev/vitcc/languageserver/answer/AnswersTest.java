package dev.vitcc.languageserver.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Manual MANUAL = Manual.read();

  private static final String MODEL =
      """
      const classes = 10;
      model m {
          input image : [3, 224, 224];
          block encoder(x, heads) {
              a = x + attention(layer_norm(x), heads = heads);
              return a;
          }
          x = add_position(patch_embed(image, patch = 16, dim = 192));
          repeat 2 { x = encoder(x, heads = 3); }
          output logits = linear(layer_norm(x)[0], classes);
      }
      weights random;
      target zcu102 { clock 150 MHz; }
      quantize { weights, first fixed(8); }
      """;

  private static String hover(String text, String before, String word) {
    int offset = text.indexOf(before + word) + before.length();
    return new HoverText(MANUAL).at(Analysis.of("m.vit", text), offset).orElse("");
  }

  @Test
  void hoverGivesShapes() {
    assertThat(hover(MODEL, "input ", "image")).contains("224 × 224 × 3");
    assertThat(hover(MODEL, "repeat 2 { ", "x")).contains("196 tokens × 192 features");
    assertThat(hover(MODEL, "return ", "a")).contains("(value): 196 tokens × 192 features");
    assertThat(hover(MODEL, "heads = ", "heads")).contains("(parameter): 3");
    assertThat(hover(MODEL, "[0], ", "classes")).contains("(constant): 10");
    assertThat(hover(MODEL, "x = ", "encoder")).contains("encoder(x, heads)", "(block)", "196");
    assertThat(hover(MODEL, "= ", "linear"))
        .contains("linear(x, features, weights = …)")
        .contains("gives 1 token × 10 features", "x Wᵀ + b");
  }

  @Test
  void hoverGivesShapesOfWhatIsInOrderAroundAMistake() {
    String broken = MODEL.replace("return a;", "return a; }\n    block g(y) { return y +;");
    assertThat(hover(broken, "repeat 2 { ", "x")).contains("196 tokens × 192 features");
    assertThat(hover(broken, "y +", ";")).contains("E0101");
  }

  @Test
  void hoverSaysWhatWordsMean() {
    assertThat(hover(MODEL, "target ", "zcu102")).contains("xczu9eg", "2,520 DSP");
    assertThat(hover(MODEL, "{ ", "clock")).contains("Hz, kHz, MHz or GHz");
    assertThat(hover(MODEL, "weights, ", "first")).contains("patch embedding");
    assertThat(hover(MODEL, "first ", "fixed")).contains("whole numbers of 2 to 8 bits");
    assertThat(hover(MODEL, "", "quantize")).contains("gives");
    assertThat(hover(MODEL, "", "repeat")).contains("writes its statements out");
    assertThat(hover(MODEL, "target zcu102 { clock 150 ", "MHz")).contains("GHz");
  }

  private static List<String> complete(String text) {
    int offset = text.indexOf('|');
    Analysis analysis = Analysis.of("m.vit", text.replace("|", ""));
    return new Completions(MANUAL)
        .at(analysis, offset).stream().map(CompletionItem::getLabel).toList();
  }

  private static String model(String statement) {
    return "const k = 2; model m { input image : [3, 32, 32]; block f(x, depth) { return x; } y = f(image, 1); "
        + statement
        + "\n}\nweights random;\n";
  }

  @Test
  void completesStatementsAndClauses() {
    assertThat(complete("|"))
        .contains("model", "const", "weights", "prune")
        .doesNotContain("repeat");
    assertThat(complete("mod|")).contains("model");
    assertThat(complete(model("|"))).contains("repeat", "output", "y").doesNotContain("weights");
    assertThat(complete(model("re|"))).contains("repeat", "return");
    assertThat(complete("target zcu102 { | }"))
        .containsExactlyInAnyOrder(
            "clock",
            "frame_rate",
            "latency",
            "utilization",
            "accuracy_drop",
            "objective",
            "engine");
  }

  @Test
  void completesValuesFunctionsAndArguments() {
    assertThat(complete(model("z = |")))
        .contains("image", "y", "k", "f", "linear")
        .doesNotContain("z", "x", "repeat");
    assertThat(complete(model("z = y +|"))).contains("linear", "y");
    assertThat(complete(model("z = f(|"))).contains("depth = ", "x = ", "y");
    assertThat(complete(model("z = f(linear(y, 3), |")))
        .contains("depth = ")
        .doesNotContain("features = ");
    assertThat(complete(model("z = mlp(y, activation = |")))
        .contains("gelu")
        .doesNotContain("linear");
    assertThat(complete(model("block g(q) { p = 1; return |")))
        .contains("q", "p", "k")
        .doesNotContain("y", "image");
    assertThat(complete(model("z = y |"))).isEmpty();
  }

  @Test
  void completesWordsOfClauses() {
    assertThat(complete("target |")).contains("zcu102", "kv260").doesNotContain("linear");
    assertThat(complete("target zc|u102;")).contains("zcu102");
    assertThat(complete("target zcu102 { clock 150 |")).containsExactly("MHz", "GHz", "kHz", "Hz");
    assertThat(complete("target zcu102 { objective |;")).contains("fastest", "smallest");
    assertThat(complete("target zcu102 { engine(|")).contains("pm = ", "pk = ");
    assertThat(complete("quantize { |")).contains("weights", "activations", "probabilities");
    assertThat(complete("quantize { weights |"))
        .contains("fixed", "ternary", "esb")
        .doesNotContain("activations");
    assertThat(complete("quantize { requantize |")).contains("shift_only");
    assertThat(complete("prune { selector |")).containsExactly("class_attention", "learned");
    assertThat(complete("prune { before |")).containsExactly("blocks");
    assertThat(complete("approximate { gelu |")).contains("table", "ibert");
    assertThat(complete("weights \"a\" naming |")).contains("timm", "huggingface");
    assertThat(complete("calibrate \"a\" |")).contains("images", "method");
    assertThat(complete("model m { input image : [3, 8, 8] |"))
        .contains("normalize", "resize", "crop");
  }

  @Test
  void completesNothingInCommentsTextsAndNewNames() {
    assertThat(complete("// mod|")).isEmpty();
    assertThat(complete("/* mod| */")).isEmpty();
    assertThat(complete("weights \"di|gits")).isEmpty();
    assertThat(complete("model m { input |")).isEmpty();
    assertThat(complete("const |")).isEmpty();
  }

  @Test
  void completesTheNextStatementWhereOnlyTheSemicolonIsMissing() {
    assertThat(complete(model("z = y\n  |"))).contains("repeat", "output");
  }

  @Test
  void renamesEverywhereOrNotAtAll() {
    Analysis analysis = Analysis.of("m.vit", MODEL);
    Renaming.Outcome heads = Renaming.at(analysis, MODEL.indexOf("heads)"), "many");
    assertThat(heads.refusal()).isEmpty();
    assertThat(apply(MODEL, analysis, heads.edits()))
        .isEqualTo(MODEL.replace("x, heads", "x, many").replace("= heads", "= many"));
    assertThat(refusal(analysis, "encoder(x", "linear")).contains("no name");
    assertThat(refusal(analysis, "encoder(x", "image")).contains("used in this file");
    assertThat(refusal(analysis, "attention(", "other")).contains("no name here");
    assertThat(refusal(analysis, "encoder(x", "two words")).contains("no name");
    Analysis broken = Analysis.of("m.vit", MODEL + "quantize");
    assertThat(refusal(broken, "encoder(x", "e")).contains("mistakes");
  }

  private static String refusal(Analysis analysis, String at, String name) {
    int offset = analysis.source().text().indexOf(at);
    return Renaming.at(analysis, offset, name).refusal().orElse("");
  }

  private static String apply(String text, Analysis analysis, List<TextEdit> edits) {
    StringBuilder changed = new StringBuilder(text);
    for (TextEdit edit : edits.reversed()) {
      changed.replace(
          analysis.lines().offset(edit.getRange().getStart()),
          analysis.lines().offset(edit.getRange().getEnd()),
          edit.getNewText());
    }
    return changed.toString();
  }

  @Test
  void outlineShowsModelAndClauses() {
    List<DocumentSymbol> symbols = Outline.of(Analysis.of("m.vit", MODEL));
    assertThat(symbols)
        .extracting(DocumentSymbol::getName)
        .containsExactly("classes", "m", "weights", "target", "quantize");
    assertThat(symbols.get(1).getChildren())
        .extracting(DocumentSymbol::getName)
        .containsExactly("image", "encoder", "x", "logits");
    assertThat(symbols.get(1).getChildren().get(1).getChildren())
        .extracting(DocumentSymbol::getName)
        .containsExactly("a");
  }
}
