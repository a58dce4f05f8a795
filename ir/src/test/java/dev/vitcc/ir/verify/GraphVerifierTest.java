package dev.vitcc.ir.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.TensorOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each rule of the verifier, broken.
class GraphVerifierTest {
  private static final TensorType PAIR = TensorType.of(ElementType.F32, 2);

  private static Node node(String name, TensorOp op, TensorType type, String... operands) {
    return new Node(name, op, List.of(operands), type, SourceLocation.NONE);
  }

  private static Node parameter(String name, String key) {
    return node(name, new Parameter(key, PAIR), PAIR);
  }

  private static List<String> findings(List<Node> nodes, String... outputs) {
    return GraphVerifier.findings(new Graph("g", nodes, List.of(outputs))).stream()
        .map(each -> each.severity() + " " + each)
        .toList();
  }

  @Test
  void acceptsAGoodGraph() {
    assertThat(findings(List.of(parameter("a", "a"), node("b", new Gelu(), PAIR, "a")), "b"))
        .isEmpty();
  }

  @Test
  void findsTypesThatAreNotTheInferredOnes() {
    TensorType other = TensorType.of(ElementType.F32, 3);
    List<Node> nodes =
        List.of(
            parameter("a", "a"),
            node("b", new Gelu(), other, "a"),
            node("c", new Add(), PAIR, "a", "b"));
    assertThat(findings(nodes, "c"))
        .containsExactly(
            "ERROR b: has type f32[3], inferred is f32[2]",
            "ERROR c: add: operands differ: f32[2] and f32[3]");
  }

  @Test
  void findsTensorsThatAreTooLarge() {
    TensorType huge = TensorType.of(ElementType.F32, 1 << 20, 1 << 20);
    TensorType vast = TensorType.of(ElementType.F32, 1 << 30, 1 << 30, 1 << 30);
    List<Node> nodes =
        List.of(
            node("a", new Parameter("a", huge), huge), node("b", new Parameter("b", vast), vast));
    assertThat(findings(nodes, "a", "b"))
        .containsExactly(
            "ERROR a: has more than 2^31 - 1 elements: " + huge,
            "ERROR b: has more than 2^63 elements: " + vast);
  }

  @Test
  void findsWrongNamesKeysAndPorts() {
    TensorType image = TensorType.of(ElementType.U8, 1, 1, 1);
    List<Node> nodes =
        List.of(
            node("i", new Input(image), image),
            node("j", new Input(image), image),
            parameter("a b", "k"),
            parameter("c", "k"),
            parameter("d", ""));
    assertThat(findings(nodes, "c", "c"))
        .containsExactly(
            "ERROR a b: illegal name \"a b\"",
            "ERROR c: is returned twice",
            "ERROR j: is a second input, beside i",
            "ERROR c: has the key of a b, \"k\"",
            "ERROR d: has an empty key",
            "WARNING a b: is never used",
            "WARNING d: is never used");
    assertThat(findings(List.of(parameter("a", "a"))))
        .containsExactly("ERROR g: returns nothing", "WARNING a: is never used");
  }

  @Test
  void namesThePassThatLeftTheGraphWrong() {
    Graph graph = new Graph("g", List.of(parameter("a", "")), List.of("a"));
    assertThatThrownBy(() -> GraphVerifier.verify("fold-everything", graph))
        .isInstanceOf(VerificationException.class)
        .hasMessage("after fold-everything, the graph is wrong:\n  a: has an empty key");
  }

  @Test
  void letsWarningsPass() {
    GraphVerifier.verify(
        "x", new Graph("g", List.of(parameter("a", "a"), parameter("b", "b")), List.of("a")));
  }
}
