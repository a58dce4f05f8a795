package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Accuracy of the digits model, in one piece, in ranges and in jobs.
class EvalCommandTest {
  private static final Path DIGITS = Path.of("../examples/digits");
  private static final Path MODEL = DIGITS.resolve("digits.vit");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  private static void refuses(String expected, Object... words) {
    List<Object> all = new ArrayList<>(List.of("eval", MODEL));
    all.addAll(List.of(words));
    Invocation refused = vitcc(all.toArray());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(expected);
  }

  private JsonNode measured(String... words) throws IOException {
    Path file = folder.resolve("measured.json");
    List<Object> all = new ArrayList<>(List.of("eval", MODEL, "--json", file));
    all.addAll(List.of(words));
    assertThat(vitcc(all.toArray()).code()).isZero();
    return JSON.readTree(Files.readString(file));
  }

  @Test
  void rangesAddUpToTheWhole() throws IOException {
    JsonNode whole = measured();
    List<JsonNode> parts =
        List.of(
            measured("--count", "100"),
            measured("--from", "100", "--count", "1"),
            measured("--from", "101", "--count", "298"),
            measured("--from", "399"));
    assertThat(whole.path("schema").asString()).isEqualTo("vitcc.accuracy/1");
    for (String reference : List.of("float", "integer")) {
      for (String count : List.of("images", "top1", "top5")) {
        assertThat(parts.stream().mapToInt(part -> part.path(reference).path(count).asInt()).sum())
            .isEqualTo(whole.path(reference).path(count).asInt())
            .isPositive();
      }
    }
    assertThat(parts.get(1).path("float").path("images").asInt()).isEqualTo(1);
  }

  @Test
  void whatWasNotMeasuredIsAbsent() throws IOException {
    assertThat(measured("--engine", "integer", "--count", "1").has("float")).isFalse();
  }

  @Test
  void leavesNothingBesideTheResult() throws IOException {
    measured("--engine", "float", "--count", "1");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("measured.json"));
    }
  }

  @Test
  void refusesRangesThatAreNone() {
    refuses("--from 500: there are 500 images", "--from", 500);
    refuses("--from 490 --count 11: there are 500 images", "--from", 490, "--count", 11);
    refuses("--from -1: expected 0 or more", "--from", -1);
    refuses("--count 0: expected 1 or more", "--count", 0);
    refuses("'many'", "--count", "many");
  }

  @Test
  void refusesJobsWithoutFolder() {
    refuses("--split, --cluster: jobs need a folder", "--split", 2, "--cluster", "slurm");
    refuses("several models are measured in jobs", MODEL);
  }

  @Test
  void refusesWhatDoesNotGoWithJobs() {
    Path work = folder.resolve("work");
    refuses("--split 0: expected 1 or more", "--work", work, "--split", 0);
    refuses("jobs run on this machine", "--work", work, "--cluster-options", "--mem=4G -p long");
    refuses("--json is for one measurement", "--work", work, "--json", work);
    assertThat(work).doesNotExist();
  }

  @Test
  void refusesClusterThatIsNone() {
    Invocation run = vitcc("eval", MODEL, "--work", folder.resolve("work"), "--cluster", "nowhere");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--cluster", "'nowhere'");
  }

  @Test
  void jobsAddUpAndOnlyWhatChangedIsMeasuredAgain() throws IOException {
    Path model = folder.resolve("digits.vit");
    String text = Files.readString(MODEL);
    Files.writeString(model, text);
    for (String file :
        List.of("digits.safetensors", "calib_images.npy", "test_images.npy", "test_labels.npy")) {
      Files.copy(DIGITS.resolve(file), folder.resolve(file));
    }
    Path work = folder.resolve("work");
    Object[] words = {
      "eval", model, "--engine", "float", "--count", 100, "--work", work, "--split", 3, "--jobs", 2
    };
    int top1 = measured("--engine", "float", "--count", "100").path("float").path("top1").asInt();

    Invocation first = vitcc(words);
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out()).contains("digits.vit   float top-1", "(100 images)");
    JsonNode merged = JSON.readTree(Files.readString(work.resolve("accuracy.json")));
    assertThat(merged.path("models").path(0).path("float").path("top1").asInt()).isEqualTo(top1);
    try (Stream<Path> results = Files.list(work.resolve("results"))) {
      Files.delete(results.sorted().findFirst().orElseThrow());
    }

    Invocation second = vitcc(words);
    assertThat(second.err()).contains("2 of 3 jobs were finished before");
    assertThat(second.out()).isEqualTo(first.out());

    Files.writeString(model, text.replace("150 MHz", "151 MHz"));
    Invocation changed = vitcc(words);
    assertThat(changed.err()).isEmpty();
    assertThat(changed.out()).isEqualTo(first.out());
    try (Stream<Path> results = Files.list(work.resolve("results"))) {
      assertThat(results).hasSize(6);
    }
  }

  @Test
  void readsOptionsOfTheClusterAsShellWould() {
    assertThat(JobOptions.words(" -p long  --comment='two words' --account=\"it's\" ''"))
        .containsExactly("-p", "long", "--comment=two words", "--account=it's", "");
    assertThat(JobOptions.words("")).isEmpty();
    refuses(
        "a quote is not closed: --comment='two",
        "--work",
        folder.resolve("work"),
        "--cluster",
        "slurm",
        "--cluster-options",
        "--comment='two");
  }
}
