package dev.vitcc.cli.diagnostics;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong in the schema of docs/commandline.md.
class JsonDiagnosticsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  @TempDir private Path folder;

  private JsonNode document(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--diagnostics-format";
    all[words.length + 1] = "json";
    Invocation run = vitcc(all);
    JsonNode document = JSON.readTree(run.err());
    assertThat(document.get("schema").asString()).isEqualTo("vitcc.diagnostics/1");
    assertThat(document.get("exit_code").asInt()).isEqualTo(run.code());
    return document;
  }

  @Test
  void tellsWhereWhatAndWhatWasMeant() throws IOException {
    Path model = TinyModel.in(folder, TinyModel.TEXT.replace("mlp(", "mpl("));
    JsonNode found = document(model, "-o", folder.resolve("b")).at("/diagnostics/0");
    assertThat(found.get("severity").asString()).isEqualTo("error");
    assertThat(found.get("code").asString()).isEqualTo("E0202");
    assertThat(found.get("message").asString()).contains("'mpl'");
    assertThat(found.get("hint").asString()).isEqualTo("did you mean 'mlp'?");
    assertThat(found.get("replacement").asString()).isEqualTo("mlp");
    JsonNode place = found.get("location");
    assertThat(place.get("file").asString()).isEqualTo(model.toString());
    String line = Files.readAllLines(model).get(place.get("line").asInt() - 1);
    int start = place.get("column").asInt() - 1;
    assertThat(line.substring(start, place.get("end_column").asInt() - 1)).isEqualTo("mpl");
  }

  @Test
  void isThereWhenNothingIsWrong() {
    assertThat(document("boards").get("diagnostics")).isEmpty();
  }

  @Test
  void holdsWhatIsWrongWithTheCommandLineWhereverTheFormatIsAskedFor() {
    JsonNode first = document("sim", "--framse", "2").at("/diagnostics/0");
    assertThat(first.get("code").asString()).isEqualTo("usage");
    assertThat(first.get("hint").asString()).isEqualTo("did you mean '--frames'?");
    assertThat(document("smi").at("/diagnostics/0/hint").asString())
        .isEqualTo("did you mean 'sim'?");
    assertThat(document("run", "--color", "pink").at("/diagnostics/0/message").asString())
        .contains("--color");
  }

  @Test
  void documentThatCannotBeWrittenIsAnError() throws IOException {
    Path model = TinyModel.in(folder);
    Invocation run =
        vitcc("boards", "--diagnostics-output", model.resolve("below-a-file").resolve("d.json"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("d.json", "error[E0602]");
  }

  @Test
  void formatFollowsFromTheNameOfTheFile() throws IOException {
    Path file = folder.resolve("found.json");
    assertThat(vitcc("boards", "--diagnostics-output", file).err()).isEmpty();
    assertThat(JSON.readTree(Files.readString(file)).has("schema")).isTrue();
    Path nameless = folder.resolve("found.txt");
    Invocation refused = vitcc("boards", "--diagnostics-output", nameless);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("which format?", "json or sarif");
    assertThat(nameless).doesNotExist();
  }
}
