package dev.vitcc.ir.text;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.op.Parameter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The text form of a model: the graph, then the values of its parameters, for small models.
///
/// ```
/// graph tiny { … }
/// values @norm.weight = [1.0, 2.0, 3.5]
/// values @norm.bias = 0.0
/// values @range.y : f32[2] = [-1.5, 2.0]
/// ```
///
/// Values are in row-major order; one number without brackets stands for all of them. A type is
/// given for values that no parameter of the graph has, such as the ranges that calibration leaves.
public final class ModelText {
  private ModelText() {}

  /// The graph, the values of its parameters as far as there are any, then all other values.
  public static String print(Model model) {
    StringBuilder out = new StringBuilder(GraphPrinter.print(model.graph()));
    Map<String, TensorType> graph = parameters(model.graph());
    for (String key : graph.keySet()) {
      if (model.parameters().has(key)) {
        ValuesText.print(key, model.parameters().get(key), out);
      }
    }
    for (String key : model.parameters().keys()) {
      if (!graph.containsKey(key)) {
        ValuesText.printTyped(key, model.parameters().get(key), out);
      }
    }
    return out.toString();
  }

  /// Reads a model.
  ///
  /// @throws CompileException with everything that is wrong with the text
  public static Model parse(String fileName, String text) {
    return parse(fileName, text, GraphParser.Unlocated.NOWHERE);
  }

  /// Reads a model whose nodes are located in this text where they name no location.
  ///
  /// @throws CompileException with everything that is wrong with the text
  public static Model parseLocated(String fileName, String text) {
    return parse(fileName, text, GraphParser.Unlocated.OWN_LINE);
  }

  static Graph parseGraph(String fileName, String text, GraphParser.Unlocated unlocated) {
    Diagnostics diagnostics = new Diagnostics();
    TokenStream tokens = new TokenStream(fileName, text, diagnostics);
    Optional<Graph> graph = new GraphParser(tokens, unlocated).read(diagnostics);
    if (!diagnostics.hasErrors()) {
      expectEnd(tokens);
    }
    throwIfErrors(diagnostics);
    return graph.orElseThrow();
  }

  private static Model parse(String fileName, String text, GraphParser.Unlocated unlocated) {
    Diagnostics diagnostics = new Diagnostics();
    TokenStream tokens = new TokenStream(fileName, text, diagnostics);
    Optional<Graph> graph = new GraphParser(tokens, unlocated).read(diagnostics);
    Map<String, TensorType> wanted = graph.map(ModelText::parameters).orElseGet(LinkedHashMap::new);
    Map<String, Supplier<TensorData>> values = new LinkedHashMap<>();
    while (graph.isPresent() && !tokens.peek().is(Token.Kind.END)) {
      Token start = tokens.peek();
      try {
        readValues(tokens, wanted, values);
      } catch (TokenStream.StatementException reported) {
        if (tokens.peek().equals(start)) {
          tokens.next();
        }
        tokens.recover(token -> token.isName("values"));
      }
    }
    throwIfErrors(diagnostics);
    return new Model(graph.orElseThrow(), new Parameters(values));
  }

  private static void readValues(
      TokenStream tokens,
      Map<String, TensorType> wanted,
      Map<String, Supplier<TensorData>> values) {
    tokens.expectKeyword("values");
    tokens.expect("@");
    Token key =
        tokens.expect(
            "the key of a parameter", t -> t.is(Token.Kind.NAME) || t.is(Token.Kind.STRING));
    TensorType type = type(tokens, key, wanted);
    tokens.expect("=");
    TensorData data = ValuesText.read(key, type, tokens);
    if (values.put(key.text(), () -> data) != null) {
      throw tokens.error(
          IrCode.VALUES, key, "values of " + Quoted.quote(key.text()) + " are given twice");
    }
  }

  /// The type that is written, or else that of the parameter; both must agree if there are both.
  private static TensorType type(TokenStream tokens, Token key, Map<String, TensorType> wanted) {
    Optional<TensorType> parameter = Optional.ofNullable(wanted.get(key.text()));
    if (tokens.accept(":")) {
      TensorType written = TypeText.read(tokens);
      if (parameter.isPresent() && !parameter.get().equals(written)) {
        throw tokens.error(
            IrCode.VALUES,
            key,
            "the parameter is " + parameter.get() + ", the values are " + written);
      }
      return written;
    }
    if (parameter.isEmpty()) {
      tokens.unknown(
          IrCode.VALUES,
          key,
          "no parameter of the graph has the key " + Quoted.quote(key.text()),
          wanted.keySet());
      throw new TokenStream.StatementException();
    }
    return parameter.get();
  }

  private static void expectEnd(TokenStream tokens) {
    try {
      tokens.expect("the end of the text", token -> token.is(Token.Kind.END));
    } catch (TokenStream.StatementException reported) {
      // The diagnostics have it.
    }
  }

  /// Ends the reading if there were errors, and gives them in the order of the text.
  private static void throwIfErrors(Diagnostics diagnostics) {
    if (diagnostics.hasErrors()) {
      throw new CompileException(
          diagnostics.all().stream()
              .sorted(
                  Comparator.comparingInt((Diagnostic d) -> d.location().line())
                      .thenComparingInt(d -> d.location().column()))
              .toList());
    }
  }

  /// The keys of a graph's parameters with their types, in graph order.
  private static Map<String, TensorType> parameters(Graph graph) {
    Map<String, TensorType> parameters = new LinkedHashMap<>();
    List<Node> nodes = graph.nodes();
    for (Node node : nodes) {
      if (node.op() instanceof Parameter parameter) {
        parameters.put(parameter.key(), parameter.type());
      }
    }
    return parameters;
  }
}
