package dev.vitcc.cli.diagnostics;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.passes.PassesCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// SARIF that its standard allows, and that points where a reader who knows only the standard
/// looks.
class SarifLogTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  @TempDir private Path folder;

  private static JsonNode valid(String document) throws IOException {
    assertThat(SarifSchema.errors(document)).isEmpty();
    return JSON.readTree(document);
  }

  private JsonNode compiled(Path model, Object... more) throws IOException {
    Path file = folder.resolve("log.sarif");
    Object[] words = new Object[more.length + 5];
    System.arraycopy(more, 0, words, 0, more.length);
    Object[] usual = {model, "-o", folder.resolve("build"), "--diagnostics-output", file};
    System.arraycopy(usual, 0, words, more.length, usual.length);
    vitcc(words);
    return valid(Files.readString(file));
  }

  private static void refuses(String document, String replaced, String by) throws IOException {
    assertThat(document).contains(replaced);
    assertThat(SarifSchema.errors(document.replace(replaced, by))).isNotEmpty();
  }

  @Test
  void schemaRefusesWhatIsNoSarif() throws IOException {
    String document = JSON.writeValueAsString(compiled(TinyModel.in(folder)));
    refuses(document, "\"version\":\"2.1.0\"", "\"version\":\"2.2\"");
    refuses(document, "utf16CodeUnits", "bytes");
    refuses(document, "\"results\":[]", "\"results\":[{\"ruleId\":\"E0201\"}]");
  }

  @Test
  void modelWithoutFaultGivesRunWithoutResults() throws IOException {
    JsonNode log = compiled(TinyModel.in(folder));
    assertThat(log.at("/runs/0/results").isArray()).isTrue();
    assertThat(log.at("/runs/0/results")).isEmpty();
    assertThat(log.at("/runs/0/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(log.at("/runs/0/invocations/0/exitCode").asInt()).isZero();
  }

  @Test
  void columnsAreUtf16UnitsBehindTabsAndBeyondTheFirstPlane() throws IOException {
    String line = "\tx = add_position(/* 😀 é 漢 */ prepend_clas_token(x));";
    String text = TinyModel.TEXT.replace("    x = add_position(prepend_class_token(x));", line);
    Path model = Files.writeString(folder.resolve("ü 1+2%#.vit"), text);
    JsonNode log = compiled(model);
    JsonNode result = log.at("/runs/0/results/0");
    JsonNode region = result.at("/locations/0/physicalLocation/region");
    int start = line.indexOf("prepend_clas_token") + 1; // Java's strings are UTF-16
    assertThat(log.at("/runs/0/columnKind").asString()).isEqualTo("utf16CodeUnits");
    assertThat(region.get("startColumn").asInt()).isEqualTo(start);
    assertThat(region.get("endColumn").asInt()).isEqualTo(start + "prepend_clas_token".length());
    int number = text.lines().toList().indexOf(line) + 1;
    assertThat(region.get("startLine").asInt()).isEqualTo(number);
    assertThat(result.get("level").asString()).isEqualTo("error");
    String uri = result.at("/locations/0/physicalLocation/artifactLocation/uri").asString();
    assertThat(uri).endsWith("%C3%BC%201%2B2%25%23.vit").doesNotStartWith("/").doesNotContain(":");
    assertThat(Path.of(Path.of("").toAbsolutePath().toUri().resolve(uri))).isEqualTo(model);
  }

  @Test
  void fixMakesTheModelRight() throws IOException {
    Path model =
        TinyModel.in(folder, TinyModel.TEXT.replace("layer_norm(x)[0]", "layr_norm(x)[0]"));
    JsonNode fixed = compiled(model).at("/runs/0/results/0/fixes/0/artifactChanges/0");
    JsonNode region = fixed.at("/replacements/0/deletedRegion");
    List<String> lines = Files.readAllLines(model);
    int at = region.get("startLine").asInt() - 1;
    String old = lines.get(at);
    String line =
        old.substring(0, region.get("startColumn").asInt() - 1)
            + fixed.at("/replacements/0/insertedContent/text").asString()
            + old.substring(region.get("endColumn").asInt() - 1);
    assertThat(line).isNotEqualTo(old);
    assertThat(TinyModel.TEXT.lines().toList().get(at)).isEqualTo(line);
  }

  @Test
  void rulesCarryTheirExplanation() throws IOException {
    Path model =
        TinyModel.in(folder, TinyModel.TEXT.replace("mlp(", "mpl(").replace("zcu102", "z"));
    JsonNode run = compiled(model).at("/runs/0");
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(run.get("results")).isNotEmpty();
    for (JsonNode result : run.get("results")) {
      JsonNode rule = rules.get(result.get("ruleIndex").asInt());
      String code = rule.get("id").asString();
      assertThat(result.get("ruleId").asString()).isEqualTo(code);
      String explained = vitcc("explain", code).out().replaceAll("\\s+", " ");
      String help = rule.at("/help/text").asString().replaceAll("\\s+", " ");
      assertThat(explained).contains(help, rule.at("/shortDescription/text").asString());
    }
  }

  @Test
  void whatIsWrongWithTheCommandLineIsNoResult() throws IOException {
    Path model = TinyModel.in(folder);
    JsonNode unknown = compiled(model, "--bord", "zcu102").at("/runs/0");
    assertThat(unknown.get("results")).isEmpty();
    JsonNode invocation = unknown.at("/invocations/0");
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.get("exitCode").asInt()).isEqualTo(2);
    assertThat(invocation.at("/toolConfigurationNotifications/0/message/text").asString())
        .contains("--bord", "did you mean '--board'?");

    JsonNode board = compiled(model, "--board", "zcu1O2").at("/runs/0");
    assertThat(board.get("results")).isEmpty();
    JsonNode note = board.at("/invocations/0/toolConfigurationNotifications/0");
    assertThat(note.at("/message/text").asString()).startsWith("--board: unknown board 'zcu1O2'");
    assertThat(note.at("/associatedRule/id").asString()).isEqualTo("E0501");
  }

  @Test
  void everyResultHasThePlaceThatGitHubInsistsOn() throws IOException {
    List<Diagnostic> found =
        List.of(
            ModelsCode.FILE_UNREADABLE.in("w.safetensors", "there is no such file"),
            Diagnostic.warning(PassesCode.PRUNING, SourceLocation.NONE, "of nobody's text"),
            Diagnostic.warning(PassesCode.PRUNING, new SourceLocation("m.vit", 3, 4, 5), "here"));
    Trouble mismatch = new Trouble(ExitCode.MISMATCH, "one bit differs", "");
    JsonNode run = valid(document(ExitCode.MISMATCH, found, List.of(mismatch))).at("/runs/0");
    assertThat(run.get("results")).hasSize(2);
    for (JsonNode result : run.get("results")) {
      JsonNode place = result.at("/locations/0/physicalLocation");
      assertThat(place.at("/region/startLine").asInt()).isPositive();
      assertThat(place.at("/artifactLocation/uri").asString()).isNotEmpty();
    }
    assertThat(run.at("/results/0/level").asString()).isEqualTo("warning");
    JsonNode notes = run.at("/invocations/0");
    assertThat(notes.at("/toolConfigurationNotifications/0/message/text").asString())
        .isEqualTo("of nobody's text");
    assertThat(notes.at("/toolExecutionNotifications/0/descriptor/id").asString())
        .isEqualTo("mismatch");
  }

  @Test
  void bugsLeaveTheFormatWhole() throws IOException {
    Trouble bug =
        new Trouble(
            ExitCode.BUG, "java.lang.IllegalStateException: \"x\"\u0001", "", List.of("at a"));
    JsonNode run = valid(document(ExitCode.BUG, List.of(), List.of(bug))).at("/runs/0");
    JsonNode invocation = run.at("/invocations/0");
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asString())
        .isEqualTo("java.lang.IllegalStateException: \"x\"\u0001\nat a");
  }

  @Test
  void standardErrorHasTheLogAlone() throws IOException {
    Path model = TinyModel.in(folder, TinyModel.TEXT.replace("mlp(", "mpl("));
    Object[] words = {model, "-o", folder.resolve("b"), "-v", "--diagnostics-format", "sarif"};
    Invocation wrong = vitcc(words);
    assertThat(wrong.out()).isEmpty();
    assertThat(valid(wrong.err()).at("/runs/0/results")).hasSize(1);
    assertThat(wrong.err()).isEqualTo(vitcc(words).err());
    assertThat(wrong.err().getBytes(StandardCharsets.UTF_8)).endsWith('\n');
  }

  private static String document(ExitCode exit, List<Diagnostic> found, List<Trouble> troubles) {
    return JSON.writeValueAsString(
        DiagnosticsFormat.SARIF.document(new Findings(exit, found, troubles, List.of())));
  }
}
