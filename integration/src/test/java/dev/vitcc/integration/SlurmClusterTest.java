package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real Slurm of a controller and two nodes on this machine, one of which dies under its work.
///
/// Slurm may let two minutes pass before it starts again what a dead node had.
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SlurmClusterTest {
  private static final Path SCRIPT = Path.of("../scripts/slurm-here.sh");
  private static final Path DIGITS = Path.of("../examples/digits/digits.vit");
  private static final Path COLUMNS = Path.of("../examples/digits/formats/columns_a8.vit");
  private static final int JOBS = 10;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    RequiredTools.require("munged", "slurmctld", "slurmd", "sbatch", "squeue");
    cluster("start");
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    if (Files.exists(folder.resolve("cluster"))) {
      cluster("stop");
    }
  }

  private void cluster(String action, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(SCRIPT.toString(), action));
    words.add(folder.resolve("cluster").toString());
    words.addAll(List.of(more));
    // The daemons would hold on to a pipe.
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
            .start();
    assertThat(process.waitFor())
        .as(() -> String.join(" ", words) + "\n" + read(folder.resolve("said")))
        .isZero();
  }

  private Process eval(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("eval", DIGITS.toString(), "--engine", "integer"));
    all.addAll(List.of(more));
    return vitcc(folder.resolve("said"), all);
  }

  /// @param said where it leaves what it says
  private Process vitcc(Path said, List<String> more) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.vitcc.cli.Vitcc"));
    words.addAll(more);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
    builder.environment().put("SLURM_CONF", folder.resolve("cluster/slurm.conf").toString());
    return builder.start();
  }

  private Process onCluster() throws IOException {
    return eval(
        "--work", folder.resolve("work").toString(), "--split", "" + JOBS, "--cluster", "slurm");
  }

  private void awaitFiles(String glob, int count) throws IOException, InterruptedException {
    while (files(glob).size() < count) {
      TimeUnit.MILLISECONDS.sleep(100); // on processes elsewhere, which nothing else tells of
    }
  }

  private List<Path> files(String glob) throws IOException {
    Path work = folder.resolve("work");
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    var matcher = work.getFileSystem().getPathMatcher("glob:" + work + "/" + glob);
    try (Stream<Path> paths = Files.walk(work)) {
      return paths.filter(matcher::matches).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void losesNothingAndDoesNothingTwice() throws IOException, InterruptedException {
    Process first = onCluster();
    awaitFiles("results/*.json", 1);
    first.destroyForcibly().waitFor();

    Process second = onCluster();
    awaitFiles("results/*.json", 3);
    cluster("kill", "node1");
    awaitFiles("results/*.json", 5);
    cluster("node", "node1");
    assertThat(second.waitFor()).as(() -> read(folder.resolve("said"))).isZero();

    assertThat(files("slurm/*/id")).as("arrays").hasSize(1);
    assertThat(files("slurm/*/*.log"))
        .hasSize(JOBS)
        .allSatisfy(log -> assertThat(read(log)).containsOnlyOnce("top-1"));
    assertThat(eval("--json", folder.resolve("whole.json").toString()).waitFor()).isZero();
    String whole = read(folder.resolve("whole.json"));
    String counts = whole.substring(whole.indexOf("\"integer\""), whole.indexOf('}') + 1);
    assertThat(read(folder.resolve("work/accuracy.json"))).contains(counts);
  }

  /// Engines, formats of rows that follow from them, and the accuracy of both.
  @Test
  void findsTheSameDesignsOnTheClusterAndHere() throws IOException, InterruptedException {
    List<String> words =
        List.of("explore", COLUMNS.toString(), "--json", "--points", "3", "--accuracy", "20");
    Process here = vitcc(folder.resolve("here.json"), words);
    assertThat(here.waitFor()).as(() -> read(folder.resolve("said"))).isZero();
    List<String> onCluster = new ArrayList<>(words);
    onCluster.addAll(List.of("--work", folder.resolve("work").toString(), "--cluster", "slurm"));
    Process there = vitcc(folder.resolve("there.json"), onCluster);
    assertThat(there.waitFor()).as(() -> read(folder.resolve("said"))).isZero();
    assertThat(files("results/*.json")).as("as trained, and an engine each").hasSize(4);
    assertThat(read(folder.resolve("there.json")))
        .contains("integer_percent")
        .isEqualTo(read(folder.resolve("here.json")));
  }
}
