package dev.vitcc.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.frontend.check.Vocabulary;
import dev.vitcc.frontend.parse.VitWords;
import dev.vitcc.frontend.parse.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The TextMate grammar that colours `.vit` files knows the words of the language, and no others.
class GrammarOfEditorsTest {
  private static final JsonObject GRAMMAR =
      JsonParser.parseString(
              Examples.read(Path.of("../editors/vscode/syntaxes/vit.tmLanguage.json")))
          .getAsJsonObject();
  private static final Pattern WORDS = Pattern.compile("\\\\b\\(([A-Za-z_|]+)\\)\\\\b");
  private static final List<String> STATEMENTS =
      List.of("model", "constant", "block", "repeat", "input", "statement");

  private static JsonObject rule(String name) {
    return GRAMMAR.getAsJsonObject("repository").getAsJsonObject(name);
  }

  /// The words that a rule begins with.
  private static Set<String> words(String name) {
    JsonObject rule = rule(name);
    String regex = (rule.has("match") ? rule.get("match") : rule.get("begin")).getAsString();
    Set<String> words = new TreeSet<>();
    Matcher matcher = WORDS.matcher(regex.replaceFirst("^(\\\\b\\([a-z]+\\))\\\\s", "$1\\\\b"));
    while (matcher.find()) {
      words.addAll(List.of(matcher.group(1).split("\\|", -1)));
    }
    return words;
  }

  @Test
  void hasTheWordsOfTheLanguage() {
    Set<String> reserved = new TreeSet<>(words("clause"));
    STATEMENTS.forEach(name -> reserved.addAll(words(name)));
    assertThat(reserved).isEqualTo(new TreeSet<>(VitWords.reserved()));
    Set<String> contextual = new TreeSet<>(VitWords.contextual());
    contextual.add("weights"); // a line of the quantize clause, too
    assertThat(words("contextual")).isEqualTo(contextual);
    assertThat(words("function")).isEqualTo(new TreeSet<>(Vocabulary.functions()));
    assertThat(words("modifier")).isEqualTo(new TreeSet<>(Vocabulary.modifiers()));
    assertThat(words("format")).isEqualTo(new TreeSet<>(Vocabulary.formats()));
    assertThat(words("approximated")).isEqualTo(new TreeSet<>(Vocabulary.approximated()));
    assertThat(words("word")).isEqualTo(new TreeSet<>(Vocabulary.argumentWords()));
    Set<String> units = new TreeSet<>();
    Stream.of("clock", "frame_rate", "latency", "gelu")
        .forEach(line -> units.addAll(Vocabulary.units(line)));
    assertThat(words("unit")).isEqualTo(units);
  }

  @Test
  void regularExpressionsCompile() {
    List<String> regexes = new ArrayList<>();
    collect(GRAMMAR, regexes);
    assertThat(regexes).hasSizeGreaterThan(20);
    regexes.forEach(Pattern::compile);
  }

  private static void collect(JsonElement element, List<String> regexes) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(each -> collect(each, regexes));
    } else if (element.isJsonObject()) {
      element
          .getAsJsonObject()
          .entrySet()
          .forEach(
              entry -> {
                boolean regex = Set.of("match", "begin", "end").contains(entry.getKey());
                if (regex && entry.getValue().isJsonPrimitive()) {
                  regexes.add(entry.getValue().getAsString());
                } else {
                  collect(entry.getValue(), regexes);
                }
              });
    }
  }

  @Test
  void commentsTextsAndNumbersEndWhereTheCompilerEndsThem() {
    Pattern line = pattern(rule("comments").getAsJsonArray("patterns").get(0).getAsJsonObject());
    for (Path file : Examples.examples()) {
      String text = Examples.read(file);
      for (Word word : VitWords.of(SourceText.of("m.vit", text))) {
        switch (word.kind()) {
          case COMMENT -> assertMatches(line, text, word);
          case TEXT -> assertMatches(pattern(rule("text")), text, word);
          case NUMBER -> assertMatches(pattern(rule("number")), text, word);
          case RESERVED, CONTEXTUAL, NAME, MARK, UNKNOWN -> {}
        }
      }
    }
  }

  private static Pattern pattern(JsonObject rule) {
    return Pattern.compile(rule.get("match").getAsString(), Pattern.MULTILINE);
  }

  private static void assertMatches(Pattern pattern, String text, Word word) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find(word.start())).isTrue();
    assertThat(matcher.group()).isEqualTo(word.text());
  }

  /// Every reference to a rule finds it.
  @Test
  void includesOnlyRulesThatThereAre() {
    Matcher include = Pattern.compile("\"include\":\"#([A-Za-z]+)\"").matcher(GRAMMAR.toString());
    Set<String> included = new TreeSet<>();
    while (include.find()) {
      included.add(include.group(1));
    }
    assertThat(included).isEqualTo(new TreeSet<>(GRAMMAR.getAsJsonObject("repository").keySet()));
  }
}
