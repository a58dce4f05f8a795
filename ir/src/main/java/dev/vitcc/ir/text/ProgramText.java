package dev.vitcc.ir.text;

import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.text.TokenStream.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Prints and reads the accelerator program, one command a line.
///
/// ```
/// program digits {engine = {pm = 1, pk = 16, …}, inputBytes = 64, outputElements = 10}
/// load_image {patch = 2, patchBytes = 2, patchRows = 4, patchColumns = 4, leadingRows = 1}
/// vector_group {slice = {node = "x", head = 0, column = 0, columns = 16}, rows = 17, …}
/// end
/// ```
public final class ProgramText {
  private static final Map<String, Class<? extends Command>> COMMANDS = commands();

  private static final String EMPTY = ", inputBytes = 1, outputElements = 1}";

  private ProgramText() {}

  record Header(Engine engine, int inputBytes, int outputElements) {}

  /// The text of a program; each line ends with `\n`.
  public static String print(Program program) {
    Header header = new Header(program.engine(), program.inputBytes(), program.outputElements());
    StringBuilder text = new StringBuilder();
    text.append("program ").append(program.name()).append(' ').append(RecordText.print(header));
    text.append('\n');
    for (Command command : program.commands()) {
      text.append(word(command.getClass()));
      if (command instanceof Record record && !RecordText.print(record).isEmpty()) {
        text.append(' ').append(RecordText.print(record));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /// The parameters of an engine in a line, such as `{pm = 1, pk = 16, …}`.
  public static String print(Engine engine) {
    return RecordText.print(engine);
  }

  /// The engine that a line describes.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if it describes none
  public static Engine parseEngine(String fileName, String text) {
    Program empty = parse(fileName, "program none {engine = " + text + EMPTY);
    return empty.engine();
  }

  /// The program that a text describes.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException with everything that is wrong with the text
  public static Program parse(String fileName, String text) {
    Diagnostics diagnostics = new Diagnostics();
    TokenStream tokens = new TokenStream(fileName, text, diagnostics);
    List<Command> commands = new ArrayList<>();
    String name = "";
    Header header = new Header(new Engine(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 0, 0);
    try {
      Token keyword = tokens.expectKeyword("program");
      name = tokens.expectName("the name of the program").text();
      header = RecordText.read(keyword, Header.class, tokens);
    } catch (StatementException reported) {
      tokens.recover(token -> token.is(Token.Kind.NAME));
    }
    while (!tokens.peek().is(Token.Kind.END)) {
      try {
        commands.add(command(tokens));
      } catch (StatementException reported) {
        tokens.recover(token -> token.is(Token.Kind.NAME));
      }
    }
    diagnostics.throwIfErrors();
    return new Program(
        name, header.engine(), header.inputBytes(), header.outputElements(), commands);
  }

  private static Command command(TokenStream tokens) {
    Token word = tokens.expectName("a command");
    Class<? extends Command> type = COMMANDS.get(word.text());
    if (type == null) {
      tokens.unknown(
          IrCode.UNKNOWN_OP, word, "unknown command " + word.described(), COMMANDS.keySet());
      throw new StatementException();
    }
    return RecordText.read(word, type, tokens);
  }

  /// `VectorGroup` is written `vector_group`.
  private static String word(Class<?> type) {
    String snake = type.getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2");
    return snake.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Class<? extends Command>> commands() {
    Map<String, Class<? extends Command>> commands = new TreeMap<>();
    for (Class<?> permitted : Command.class.getPermittedSubclasses()) {
      commands.put(word(permitted), permitted.asSubclass(Command.class));
    }
    return java.util.Collections.unmodifiableMap(commands);
  }
}
