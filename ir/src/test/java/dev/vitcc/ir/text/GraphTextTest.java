package dev.vitcc.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.TensorOp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The text form of the graph, both ways.
class GraphTextTest {
  private static String everyOp() throws IOException {
    try (InputStream in = GraphTextTest.class.getResourceAsStream("every-op.ir")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theExampleHasEveryOp() throws IOException {
    Set<?> found =
        GraphParser.parse("every-op.ir", everyOp()).nodes().stream()
            .map(node -> node.op().getClass())
            .collect(Collectors.toSet());
    Set<?> all = Arrays.stream(TensorOp.class.getPermittedSubclasses()).collect(Collectors.toSet());
    assertThat(found).as("add an example of the new op to every-op.ir").isEqualTo(all);
    assertThat(OpText.mnemonics()).hasSize(all.size());
  }

  @Test
  void printingWhatWasParsedIsTheIdentity() throws IOException {
    Graph graph = GraphParser.parse("every-op.ir", everyOp());
    assertThat(GraphPrinter.print(graph)).isEqualTo(everyOp());
    assertThat(GraphParser.parse("other", GraphPrinter.print(graph))).isEqualTo(graph);
  }

  @Test
  void parsingWhatWasPrintedIsTheIdentityForAwkwardNumbers() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      List<Double> values =
          List.of(x, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.NaN);
      Graph image =
          GraphParser.parse(
              "t", "graph g {\n%i = input {type = u8[1,1,5]} : u8[1,1,5]\nreturn %i }");
      Normalize op = new Normalize(x, values, values);
      Node node =
          new Node(
              "n",
              op,
              List.of("i"),
              op.infer(List.of(image.node("i").type())),
              new SourceLocation("f", 0, 3, 0));
      Graph graph = new Graph("g", List.of(image.node("i"), node), List.of("n"));
      assertThat(GraphParser.parse("t", GraphPrinter.print(graph))).isEqualTo(graph);
    }
  }

  @Test
  void nodesWithoutLocationCanBeLocatedInTheText() {
    String text = "graph g {\n  %i = input {type = u8[1,1,1]} : u8[1,1,1]\n  return %i\n}\n";
    assertThat(GraphParser.parse("t.ir", text).node("i").location()).isEqualTo(SourceLocation.NONE);
    assertThat(GraphParser.parseLocated("t.ir", text).node("i").location())
        .isEqualTo(new SourceLocation("t.ir", 2, 3, 2));
  }

  @Test
  void reportsAllErrorsAtOnceWithTheirPlaces() {
    String text =
        """
        graph g {
          %image = input {type = u8[8,8,1]} : u8[8,8,1]
          %a = normalise(%image) : f32[8,8,1]
          %b = gelu(%a) : f32[8,8,1]
          %n = normalize(%image) {scale = 1.0, mean = [0.0]} : f32[8,8,1]
          %m = normalize(%image) {scale = 1.0, mean = [0.0], std = [1.0], bias = 2} : f32[8,8,1]
          %c = gelu(%imge) : f32[8,8,1]
          %d = gelu(%image) : f32[8,8,1]
          %e = extract_patches(%image) {patch = 4, leadingRows = 1} : u8[5,15]
          %f = extract_patches(%image {patch = 4, leadingRows = 1} : u8[5,16]
          %h = extract_patches(%image) {patch = 4.5, leadingRows = 99999999999} : u8[5,16]
          %i = parameter {key = "k", type = f32[0]} : f32[1]
          %j = parameter {key = "k", type = f32[100000,100000]} : f32[1]
          %k = parameter {key = "k
          %image = parameter {key = "k", type = i65[1]} : i65[1]
          %l = § parameter
          return %a, %zzz
        }
        """;
    assertThat(errors(text))
        .containsExactly(
            "3:8 E0702 unknown op 'normalise'",
            "5:8 E0703 normalize: missing std",
            "6:67 E0703 normalize has no attribute 'bias', only [scale, mean, std]",
            "7:13 E0705 '%imge' is used before it is defined",
            "8:8 E0706 gelu: the operand must be f32, found u8[8,8,1]",
            "9:63 E0706 extract_patches: the type is written u8[5,15] and inferred u8[5,16]",
            "10:31 E0701 expected ')', found '{'",
            "11:41 E0704 patch must be an integer from -2147483648 to 2147483647",
            "12:41 E0704 an extent must be from 1 to 2147483647, found 0",
            "13:37 E0704 a tensor has at most 2147483647 elements and 8 axes",
            "14:25 E0701 a string does not end on its line",
            "15:3 E0705 '%image' is defined twice",
            "16:8 E0701 unexpected character \"§\"",
            "17:14 E0705 '%zzz' is used before it is defined");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(errors("")).containsExactly("1:1 E0701 expected 'graph', found the end of the text");
    assertThat(errors("graph g {\n}\n")).containsExactly("2:1 E0701 expected return, found '}'");
    assertThat(errors("graph g { return } more"))
        .containsExactly("1:20 E0701 expected the end of the text, found 'more'");
  }

  @Test
  void givesUpAfterFiftyErrors() {
    assertThat(errors("graph g {\n" + "%a = b(%c) : u8[1]\n".repeat(1000) + "return\n}"))
        .hasSize(51)
        .last()
        .asString()
        .contains("E0708 more than 50 errors");
    assertThat(errors("\u0000".repeat(1_000_000))).hasSizeBetween(50, 52);
  }

  @Test
  void refusesOpsWhoseNumbersOverflowWithoutCrashing() {
    for (String node :
        List.of(
            "split_heads(%m) {part = 0, parts = 65536, heads = 65536} : u8[1]",
            "split_heads(%m) {part = 3, parts = 3, heads = 1} : u8[1]",
            "extract_patches(%i) {patch = 1, leadingRows = 2147483647} : u8[1]",
            "extract_patches(%i) {patch = -1, leadingRows = -5} : u8[1]",
            "requantize(%z, %o) {bits = 8} : i8[1]",
            "requantize(%o, %o) {bits = 99} : i8[1]",
            "lookup(%o, %m) : i8[1]",
            "input : u8[1]",
            "add(%m) : u8[1]")) {
      String text =
          """
          graph g {
            %i = input {type = u8[4,4,3]} : u8[4,4,3]
            %m = parameter {key = "m", type = i8[1,3]} : i8[1,3]
            %z = parameter {key = "z", type = i32[]} : i32[]
            %o = parameter {key = "o", type = i32[1]} : i32[1]
            %x = NODE
            return %x
          }
          """
              .replace("NODE", node);
      assertThat(errors(text)).as(node).hasSize(1).first().asString().startsWith("6:");
    }
  }

  @Test
  void neverCrashesOnDamagedText() throws IOException {
    String text = everyOp();
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(4)) {
          case 0 -> damaged.setCharAt(at, (char) random.nextInt(128));
          case 1 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(40)));
          case 2 -> damaged.insert(at, text, at / 2, at / 2 + random.nextInt(30));
          default -> damaged.insert(at, "9".repeat(random.nextInt(30)));
        }
        damaged.append(' ');
      }
      try {
        Graph graph = GraphParser.parse("damaged", damaged.toString());
        assertThat(GraphParser.parse("again", GraphPrinter.print(graph))).isEqualTo(graph);
      } catch (CompileException expected) {
        assertThat(expected.diagnostics()).isNotEmpty();
      }
    }
  }

  @Test
  void suggestsTheNearestOp() {
    assertThatThrownBy(
            () ->
                GraphParser.parse(
                    "t", "graph g {\n%a = inptu {type = u8[1,1,1]} : u8[1,1,1]\nreturn }"))
        .isInstanceOfSatisfying(
            CompileException.class,
            e -> assertThat(e.diagnostics().get(0).hint()).contains("did you mean 'input'?"));
  }

  private static List<String> errors(String text) {
    try {
      GraphParser.parse("t.ir", text);
      return List.of();
    } catch (CompileException e) {
      return e.diagnostics().stream()
          .map(
              d ->
                  d.location().line()
                      + ":"
                      + d.location().column()
                      + " "
                      + d.code().code()
                      + " "
                      + d.message())
          .toList();
    }
  }
}
