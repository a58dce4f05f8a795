package dev.vitcc.fuzz.shrink;

import dev.vitcc.fuzz.draw.Subject;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.text.GraphParser;
import dev.vitcc.ir.text.GraphPrinter;
import dev.vitcc.ir.text.IrCode;
import dev.vitcc.ir.text.ProgramText;
import java.util.Optional;

/// A case as text that a person can read: the seed that weights and images follow from, the engine,
/// the clauses as a `.vit` file has them, the graph.
public final class CaseFile {
  private static final String SEED = "seed ";
  private static final String ENGINE = "engine ";
  private static final String GRAPH = "graph ";
  private static final String COMMENT = "//";

  private CaseFile() {}

  /// @param about what is wrong with it, a line or several
  public static String print(Case one, String about) {
    StringBuilder text = new StringBuilder();
    about.lines().forEach(line -> text.append(COMMENT).append(' ').append(line).append('\n'));
    text.append(SEED).append(one.subject().seed()).append('\n');
    one.engine()
        .ifPresent(engine -> text.append(ENGINE).append(ProgramText.print(engine)).append('\n'));
    return text.append(one.subject().clauses())
        .append(GraphPrinter.print(one.subject().graph()))
        .toString();
  }

  /// @param fileName for messages
  /// @throws CompileException if there is no seed, or engine or graph are wrong
  public static Case parse(String fileName, String text) {
    int graph = text.startsWith(GRAPH) ? 0 : text.indexOf("\n" + GRAPH) + 1;
    Optional<Long> seed = Optional.empty();
    Optional<Engine> engine = Optional.empty();
    StringBuilder clauses = new StringBuilder();
    for (String line : text.substring(0, graph).lines().toList()) {
      if (line.startsWith(SEED)) {
        seed = Optional.of(seed(fileName, line.substring(SEED.length()).strip()));
      } else if (line.startsWith(ENGINE)) {
        engine = Optional.of(ProgramText.parseEngine(fileName, line.substring(ENGINE.length())));
      } else if (!line.startsWith(COMMENT)) {
        clauses.append(line).append('\n');
      }
    }
    if (seed.isEmpty()) {
      throw noCase(fileName, "no case of vitcc fuzz: it has no line `seed NUMBER`");
    }
    return new Case(
        new Subject(
            seed.get(), clauses.toString(), GraphParser.parse(fileName, text.substring(graph))),
        engine);
  }

  private static long seed(String fileName, String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw noCase(fileName, "found '" + number + "', expected a seed, a number of 64 bits");
    }
  }

  private static CompileException noCase(String fileName, String why) {
    return new CompileException(
        Diagnostic.error(IrCode.SYNTAX, SourceLocation.ofFile(fileName), why));
  }
}
