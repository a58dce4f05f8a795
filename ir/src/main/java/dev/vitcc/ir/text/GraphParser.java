package dev.vitcc.ir.text;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the text form of a graph; a graph that it gives is well-formed and well-typed.
///
/// ```
/// graph digits {
///   %image = input {type = u8[8,8,1]} : u8[8,8,1] @ "digits.vit":3:11+5
///   %x = normalize(%image) {scale = 0.0625, mean = [0.5], std = [0.5]} : f32[8,8,1]
///   return %x
/// }
/// ```
public final class GraphParser {
  /// Where a node comes from whose line names no location.
  enum Unlocated {
    /// From nowhere: what is printed is what was read.
    NOWHERE,
    /// From its own line of the text.
    OWN_LINE
  }

  private final TokenStream tokens;
  private final Unlocated unlocated;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private final List<String> outputs = new ArrayList<>();
  private boolean returned;

  GraphParser(TokenStream tokens, Unlocated unlocated) {
    this.tokens = tokens;
    this.unlocated = unlocated;
  }

  /// Reads a graph.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException with everything that is wrong with the text
  public static Graph parse(String fileName, String text) {
    return ModelText.parseGraph(fileName, text, Unlocated.NOWHERE);
  }

  /// Reads a graph; a node that names no location gets that of its own line, so that what a pass
  /// has to say about it names a place in this text.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException with everything that is wrong with the text
  public static Graph parseLocated(String fileName, String text) {
    return ModelText.parseGraph(fileName, text, Unlocated.OWN_LINE);
  }

  /// Reads from `graph` to the closing brace; nothing if that failed, which has been reported.
  Optional<Graph> read(Diagnostics diagnostics) {
    String name = "";
    try {
      tokens.expectKeyword("graph");
      name = tokens.expectName("the name of the graph").text();
      tokens.expect("{");
    } catch (TokenStream.StatementException reported) {
      tokens.recover(GraphParser::startsStatement);
    }
    while (!tokens.peek().is(Token.Kind.END) && !tokens.peek().isPunctuation("}")) {
      statement();
    }
    closing();
    return diagnostics.hasErrors()
        ? Optional.empty()
        : Optional.of(new Graph(name, List.copyOf(nodes.values()), outputs));
  }

  private void closing() {
    try {
      if (!returned) {
        throw tokens.malformed("expected return, found " + tokens.peek().described());
      }
      tokens.expect("}");
    } catch (TokenStream.StatementException reported) {
      tokens.accept("}");
    }
  }

  private static boolean startsStatement(Token token) {
    return token.is(Token.Kind.NODE) || token.isName("return") || token.isPunctuation("}");
  }

  private void statement() {
    Token start = tokens.peek();
    try {
      if (returned) {
        throw tokens.malformed("expected '}' after return, found " + start.described());
      }
      if (start.isName("return")) {
        readReturn();
      } else {
        define(tokens.expect("a node, return or '}'", token -> token.is(Token.Kind.NODE)));
      }
    } catch (TokenStream.StatementException reported) {
      broken.add(start.text());
      if (tokens.peek().equals(start)) {
        tokens.next();
      }
      tokens.recover(GraphParser::startsStatement);
    }
  }

  private void readReturn() {
    returned = true;
    tokens.next();
    if (!tokens.peek().isPunctuation("}")) {
      do {
        Token name = reference();
        if (isDefined(name)) {
          outputs.add(name.text());
        }
      } while (tokens.accept(","));
    }
  }

  private void define(Token name) {
    if (nodes.containsKey(name.text()) || broken.contains(name.text())) {
      throw tokens.error(IrCode.NAME, name, name.described() + " is defined twice");
    }
    tokens.expect("=");
    Token mnemonic = tokens.expectName("the name of an op");
    Optional<Class<? extends TensorOp>> type = OpText.find(mnemonic, tokens);
    List<Token> operands = operands();
    boolean complete = operands.stream().filter(each -> !isDefined(each)).count() == 0;
    if (type.isEmpty()) {
      throw new TokenStream.StatementException();
    }
    TensorOp op = OpText.read(mnemonic, type.get(), tokens);
    tokens.expect(":");
    Token typeStart = tokens.peek();
    TensorType declared = TypeText.read(tokens);
    SourceLocation location = location(name);
    if (!complete) {
      throw new TokenStream.StatementException();
    }
    List<String> names = operands.stream().map(Token::text).toList();
    Node node = new Node(name.text(), op, names, declared, location);
    checkType(node, mnemonic, typeStart);
    nodes.put(node.name(), node);
  }

  private List<Token> operands() {
    List<Token> operands = new ArrayList<>();
    if (tokens.accept("(")) {
      do {
        operands.add(reference());
      } while (tokens.accept(","));
      tokens.expect(")");
    }
    return operands;
  }

  private Token reference() {
    return tokens.expect("the name of a node", token -> token.is(Token.Kind.NODE));
  }

  /// Whether a node is there to be used; reports where it never was.
  private boolean isDefined(Token name) {
    if (nodes.containsKey(name.text())) {
      return true;
    }
    if (!broken.contains(name.text())) {
      tokens.unknown(
          IrCode.NAME, name, name.described() + " is used before it is defined", nodes.keySet());
    }
    return false;
  }

  private void checkType(Node node, Token mnemonic, Token typeStart) {
    List<TensorType> operands = new ArrayList<>();
    for (String operand : node.operands()) {
      Optional.ofNullable(nodes.get(operand)).map(Node::type).ifPresent(operands::add);
    }
    TensorType inferred;
    try {
      inferred = node.op().infer(operands);
    } catch (ShapeException | IllegalArgumentException | ArithmeticException refused) {
      throw tokens.error(IrCode.TYPE, mnemonic, String.valueOf(refused.getMessage()));
    }
    if (!inferred.equals(node.type())) {
      throw tokens.error(
          IrCode.TYPE,
          typeStart,
          mnemonic.text() + ": the type is written " + node.type() + " and inferred " + inferred);
    }
  }

  private SourceLocation location(Token name) {
    if (!tokens.accept("@")) {
      return unlocated == Unlocated.NOWHERE ? SourceLocation.NONE : tokens.location(name);
    }
    String file = tokens.expect("a file name in quotes", t -> t.is(Token.Kind.STRING)).text();
    if (!tokens.accept(":")) {
      return SourceLocation.ofFile(file);
    }
    int line = (int) tokens.expectLong("a line", 0, Integer.MAX_VALUE);
    tokens.expect(":");
    int column = (int) tokens.expectLong("a column", 0, Integer.MAX_VALUE);
    int length = tokens.accept("+") ? (int) tokens.expectLong("a length", 0, Integer.MAX_VALUE) : 1;
    return new SourceLocation(file, line, column, length);
  }
}
