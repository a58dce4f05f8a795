package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.cli.TinyModel;
import dev.vitcc.models.images.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The accuracy of engines on boards, measured in other processes.
class ExploreInJobsTest {
  private static final int IMAGES = 60;
  private static final int PIXELS = 16;

  @TempDir private Path folder;
  private Path model = Path.of("");

  /// Random weights and random labels, so that widths have other images right.
  @BeforeEach
  void writeModel() throws IOException {
    Random random = new Random(1);
    byte[] images = new byte[IMAGES * PIXELS];
    random.nextBytes(images);
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) random.nextInt(3);
    }
    NpyWriter.write(folder.resolve("images.npy"), List.of(IMAGES, 4, 4), images);
    NpyWriter.write(folder.resolve("labels.npy"), List.of(IMAGES), labels);
    model =
        TinyModel.in(
            folder,
            TinyModel.TEXT
                .replaceFirst("target .*", "target zcu102 { frame_rate >= 1 fps; }")
                .replace("activations fixed(8)", "activations fixed(6..8)")
                .replace(
                    "target ",
                    "evaluate \"images.npy\" labels \"labels.npy\" images 50;\ntarget "));
  }

  private Invocation explored(Object... more) {
    Object[] words = {"explore", model, "--json", "--points", 1, "--board", "zcu102"};
    return vitcc(Stream.concat(Stream.of(words), Stream.of(more)).toArray());
  }

  private TreeMap<String, String> results() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("work/results"))) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(),
              ExploreInJobsTest::changed,
              (a, b) -> a,
              TreeMap::new));
    }
  }

  private static String changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void jobsMeasureTheSameAndOnlyOnce() throws IOException {
    Invocation here = explored("--accuracy", 50);
    Path work = folder.resolve("work");
    Invocation first = explored("--work", work);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo(here.out());
    List<String> top1 =
        JsonMapper.shared().readTree(here.out()).findValuesAsString("integer_percent");
    assertThat(top1).hasSize(3);
    assertThat(new TreeSet<>(top1)).as("widths can be told apart").hasSizeGreaterThan(1);
    TreeMap<String, String> results = results();
    assertThat(results).hasSize(4); // as trained, and three widths
    Invocation second = explored("--work", work);
    assertThat(second.out()).isEqualTo(here.out());
    assertThat(second.err()).contains("4 of 4 jobs were finished before");
    assertThat(results()).isEqualTo(results);
  }

  @Test
  void accuracyNeedsLabels() throws IOException {
    Files.writeString(model, Files.readString(model).replaceFirst("evaluate .*", ""));
    for (List<Object> words :
        List.<List<Object>>of(List.of("--accuracy", 5), List.of("--work", folder.resolve("w")))) {
      Invocation run = explored(words.toArray());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("the model names none", "evaluate \"images.npy\"");
    }
  }

  @Test
  void evaluatesOneOfTheWidths() {
    assertThat(vitcc("eval", model, "--activations", 7).code()).isZero();
    Invocation run = vitcc("eval", model, "--activations", 5);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--activations is 5, and the model allows 8, 7, 6");
  }
}
