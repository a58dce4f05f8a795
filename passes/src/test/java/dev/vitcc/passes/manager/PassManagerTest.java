package dev.vitcc.passes.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.text.IrCode;
import dev.vitcc.ir.text.ModelText;
import dev.vitcc.ir.verify.VerificationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What the pass manager checks, and whom it tells.
class PassManagerTest {
  private static final Model MODEL =
      ModelText.parse(
          "m.ir",
          """
          graph g {
            %x = parameter {key = "x", type = f32[2]} : f32[2]
            %y = gelu(%x) : f32[2]
            return %y
          }
          values @x = 1.0
          """);

  /// A pass that does what the test says.
  private record DoAsTold(
      String name,
      Set<Property> requires,
      Set<Property> establishes,
      Set<Property> ends,
      UnaryOperator<Model> action)
      implements Pass {
    @Override
    public String summary() {
      return "do as told";
    }

    @Override
    public Model run(Model model, PassContext context) {
      return action.apply(model);
    }
  }

  private static Pass pass(String name, UnaryOperator<Model> action) {
    return new DoAsTold(name, Set.of(), Set.of(), Set.of(), action);
  }

  private static Pass pass(String name, Set<Property> requires, Set<Property> establishes) {
    return new DoAsTold(name, requires, establishes, Set.of(), UnaryOperator.identity());
  }

  private static Model run(Pass... passes) {
    return new PassManager(Set.of(), List.of(passes), List.of()).run(MODEL, PassContext.quiet());
  }

  /// The model with another type for its last node.
  private static Model mistype(Model model) {
    Graph graph = model.graph();
    Node y = graph.node("y");
    TensorType wrong = TensorType.of(y.type().element(), 3);
    Node other = new Node(y.name(), y.op(), y.operands(), wrong, y.location());
    return new Model(
        new Graph(graph.name(), List.of(graph.node("x"), other), graph.outputs()),
        model.parameters());
  }

  @Test
  void namesAPassAfterItsClass() {
    record FoldAffineOfLayer2Norms(String summary) implements Pass {
      @Override
      public Model run(Model model, PassContext context) {
        return model;
      }
    }
    assertThat(new FoldAffineOfLayer2Norms("fold").name()).isEqualTo("fold-affine-of-layer2-norms");
  }

  @Test
  void thePipelineIsInOrderAndDocumented() {
    assertThat(new PassManager(Pipelines.GIVEN, Pipelines.standard(), List.of())).isNotNull();
    for (Pass pass : Pipelines.standard()) {
      assertThat(pass.summary()).matches("[a-z].*[^.]").doesNotContain("\n");
      assertThat(Pipelines.find(pass.name())).isPresent();
    }
  }

  @Test
  void refusesAPipelineInTheWrongOrder() {
    assertThatThrownBy(() -> run(pass("quantise", Set.of(Property.CALIBRATED), Set.of())))
        .isInstanceOf(PassException.class)
        .hasMessage("pass quantise: requires calibrated, which no pass before it establishes");
    Pass calibrate = pass("calibrate", Set.of(), Set.of(Property.CALIBRATED));
    Pass change =
        new DoAsTold(
            "change", Set.of(), Set.of(), Set.of(Property.CALIBRATED), UnaryOperator.identity());
    Pass quantise = pass("quantise", Set.of(Property.CALIBRATED), Set.of());
    assertThat(run(calibrate, quantise)).isEqualTo(MODEL);
    assertThatThrownBy(() -> run(calibrate, change, quantise)).isInstanceOf(PassException.class);
    assertThatThrownBy(() -> run(calibrate, calibrate)).hasMessageContaining("twice");
  }

  @Test
  void verifiesAfterEachPassAndNamesIt() {
    List<String> seen = new ArrayList<>();
    PassManager manager =
        new PassManager(
            Set.of(),
            List.of(pass("good", UnaryOperator.identity()), pass("bad", PassManagerTest::mistype)),
            List.of(Observers.printAfterAll(seen::add)));
    assertThatThrownBy(() -> manager.run(MODEL, PassContext.quiet()))
        .isInstanceOf(VerificationException.class)
        .hasMessage("after bad, the graph is wrong:\n  y: has type f32[3], inferred is f32[2]");
    assertThat(seen).hasSize(2).last().asString().startsWith("// after bad").contains("f32[3]");
  }

  @Test
  void verifiesWhatTheFrontEndGives() {
    assertThatThrownBy(
            () ->
                new PassManager(Set.of(), List.of(), List.of())
                    .run(mistype(MODEL), PassContext.quiet()))
        .hasMessageStartingWith("after the front end");
  }

  @Test
  void holdsAPassToWhatItEstablishes() {
    assertThatThrownBy(() -> run(pass("legalise", Set.of(), Set.of(Property.INTEGER))))
        .isInstanceOf(PassException.class)
        .hasMessage(
            "pass legalise: breaks integer:\n"
                + "  x: parameter gives f32[2]\n"
                + "  y: gelu gives f32[2]");
    Pass forget = pass("forget", m -> new Model(m.graph(), dev.vitcc.ir.data.Parameters.none()));
    PassManager manager =
        new PassManager(Set.of(Property.PARAMETERS_BOUND), List.of(forget), List.of());
    assertThatThrownBy(() -> manager.run(MODEL, PassContext.quiet()))
        .hasMessageContaining("x: no values for parameter x");
  }

  @Test
  void namesThePassThatThrew() {
    UnaryOperator<Model> fail =
        model -> {
          throw new IllegalStateException("oops");
        };
    assertThatThrownBy(() -> run(pass("broken", fail)))
        .isInstanceOf(PassException.class)
        .hasMessage("pass broken: java.lang.IllegalStateException: oops")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void letsTheUsersMistakesThrough() {
    Diagnostic wrong =
        Diagnostic.error(IrCode.VALUES, MODEL.graph().node("y").location(), "too large");
    UnaryOperator<Model> refuse =
        model -> {
          throw new CompileException(wrong);
        };
    assertThatThrownBy(() -> run(pass("quantise", refuse))).isInstanceOf(CompileException.class);
    PassContext context = PassContext.quiet();
    Pass report =
        pass(
            "report",
            model -> {
              context.diagnostics().add(wrong);
              return model;
            });
    assertThatThrownBy(
            () -> new PassManager(Set.of(), List.of(report), List.of()).run(MODEL, context))
        .isInstanceOf(CompileException.class);
  }

  @Test
  void tellsObserversInOrder() {
    List<String> seen = new ArrayList<>();
    List<String> files = new ArrayList<>();
    List<PassObserver> observers =
        List.of(
            Observers.progress(seen::add),
            Observers.printAfter(Set.of("second"), seen::add),
            Observers.slow(Duration.ZERO, seen::add),
            Observers.slow(Duration.ofHours(1), seen::add),
            Observers.dump((file, text) -> files.add(file)));
    Pass first = pass("first", UnaryOperator.identity());
    Pass second = pass("second", UnaryOperator.identity());
    new PassManager(Set.of(), List.of(first, second), observers).run(MODEL, PassContext.quiet());
    assertThat(seen).hasSize(5);
    assertThat(seen.get(0)).isEqualTo("[1/2] first");
    assertThat(seen.get(1)).matches("first: \\d+\\.\\d s");
    assertThat(seen.get(2)).isEqualTo("[2/2] second");
    assertThat(seen.get(3)).startsWith("// after second\ngraph g {\n");
    assertThat(files).containsExactly("ir/00-input.ir", "ir/01-first.ir", "ir/02-second.ir");
  }
}
