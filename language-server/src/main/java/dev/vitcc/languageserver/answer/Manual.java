package dev.vitcc.languageserver.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What docs/language.md says of each word.
///
/// An entry is a row of a table whose first cell has the word, as code, or a paragraph that begins
/// with it: in bold for a clause, as code otherwise. What stands behind a clause belongs to it.
public final class Manual {
  private static final String ELSEWHERE = "";
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)[^`]*`");
  private static final Pattern CLAUSE = Pattern.compile("^\\*\\*([a-z_]+)\\*\\*.*");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\([^)]*\\)");

  private final Map<String, Map<String, String>> entries;

  private Manual(Map<String, Map<String, String>> entries) {
    this.entries = entries;
  }

  /// The manual that comes with this vitcc.
  public static Manual read() {
    try (InputStream in = Manual.class.getResourceAsStream("language.md")) {
      if (in == null) {
        throw new IllegalStateException("no resource language.md");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Manual of(String markdown) {
    Manual manual = new Manual(new LinkedHashMap<>());
    String clause = ELSEWHERE;
    for (String line : paragraphs(markdown)) {
      Matcher bold = CLAUSE.matcher(line);
      if (line.startsWith("#")) {
        clause = ELSEWHERE;
      } else if (bold.matches()) {
        clause = bold.group(1);
        manual.add(ELSEWHERE, clause, line);
      } else if (line.startsWith("| `")) {
        manual.row(clause, line);
      } else if (line.startsWith("`")) {
        Matcher word = CODE.matcher(line);
        if (word.lookingAt()) {
          manual.add(clause, word.group(1), line);
        }
      }
    }
    return manual;
  }

  /// The text with each paragraph, row and heading on a line of its own.
  private static List<String> paragraphs(String markdown) {
    List<String> paragraphs = new ArrayList<>();
    boolean goesOn = false;
    for (String line : markdown.lines().toList()) {
      boolean alone = line.isBlank() || line.startsWith("|") || line.startsWith("#");
      if (goesOn && !alone) {
        paragraphs.add(paragraphs.removeLast() + " " + line);
      } else {
        paragraphs.add(line);
      }
      goesOn = !alone;
    }
    return paragraphs;
  }

  private void row(String clause, String line) {
    List<String> cells = List.of(line.split("(?<!\\\\)\\|", -1));
    String first = cells.get(1).strip();
    String meaning = cells.get(2).strip();
    Matcher word = CODE.matcher(first);
    while (word.find()) {
      add(clause, word.group(1), meaning.isEmpty() ? first : first + " — " + meaning);
    }
  }

  private void add(String clause, String word, String text) {
    entries
        .computeIfAbsent(clause, _ -> new LinkedHashMap<>())
        .merge(word, plain(text), (one, other) -> one + "\n\n" + other);
  }

  /// The text without links, which lead nowhere in an editor, and without the escapes of tables.
  private static String plain(String text) {
    return LINK.matcher(text).replaceAll("$1").replace("\\|", "|");
  }

  /// What a word means in the lines of a clause.
  public Optional<String> inClause(String clause, String word) {
    return Optional.ofNullable(entries.getOrDefault(clause, Map.of()).get(word));
  }

  /// What a word means in a model, or what a clause does.
  public Optional<String> find(String word) {
    return inClause(ELSEWHERE, word);
  }
}
