package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody finds who begins with `vitcc init`.
class InitCommandTest {
  private static final Pattern DOCUMENT = Pattern.compile("docs/[a-z]+\\.md(?:, \"([^\"]+)\")?");
  @TempDir private Path folder;

  @Test
  void writesModelThatCompilesAndNeverOverwrites() throws IOException {
    Path model = folder.resolve("new.vit");
    assertThat(vitcc("init", model).code()).isZero();
    String text = Files.readString(model);
    assertThat(vitcc(model, "-o", folder.resolve("started")).code()).isZero();
    Invocation again = vitcc("init", model);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("exists already");
    assertThat(model).hasContent(text);
    Path link = Files.createSymbolicLink(folder.resolve("link.vit"), folder.resolve("nowhere"));
    assertThat(vitcc("init", link).code()).isEqualTo(2);
  }

  @Test
  void commandsOfItsTextCompileIt() throws IOException {
    Path model = folder.resolve("my first model.vit");
    String told = vitcc("init", model).out();
    assertThat(told).endsWith("compile it with: vitcc '" + model + "' -o build\n");
    assertThat(Files.readString(model)).contains("vitcc 'my first model.vit' -o build --sim\n");
    assertThat(vitcc("init", folder.resolve("plain.vit")).out()).doesNotContain("'");
  }

  /// The lines that stand there to be put in place of another.
  @Test
  void clausesThatAreCommentedOutAreRight() throws IOException {
    Path model = folder.resolve("new.vit");
    vitcc("init", model);
    String text = Files.readString(model);
    List<String> clauses =
        text.lines()
            .filter(line -> line.matches("//     .*;.*"))
            .map(line -> line.substring(2).strip())
            .toList();
    assertThat(clauses).hasSize(7);
    for (String clause : clauses) {
      String word = clause.split(" ", 2)[0];
      String without =
          text.lines()
              .filter(line -> !line.startsWith(word + " "))
              .collect(Collectors.joining("\n"));
      Path changed = Files.writeString(folder.resolve(word + ".vit"), without + "\n" + clause);
      Invocation compiled = vitcc(changed, "-o", folder.resolve(word));
      if (clause.contains("\"")) {
        assertThat(compiled.err()).as(clause).contains("E04").doesNotContain("E03");
      } else {
        assertThat(compiled.code()).as(clause + compiled.err()).isZero();
      }
    }
  }

  @Test
  void pointsAtDocumentsThatAreThere() throws IOException {
    Path model = folder.resolve("new.vit");
    vitcc("init", model);
    Matcher named = DOCUMENT.matcher(Files.readString(model).replaceAll("\n *// *", " "));
    int count = 0;
    while (named.find()) {
      String document = named.group().split(",", 2)[0];
      String title = named.group(1);
      assertThat(Files.readString(Path.of("..", document)))
          .contains(title == null ? "# " : "# " + title + "\n");
      count++;
    }
    assertThat(count).isGreaterThan(4);
  }
}
