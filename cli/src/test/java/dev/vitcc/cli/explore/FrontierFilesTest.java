package dev.vitcc.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.resources.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontierFilesTest {
  private static final Frontier FRONTIER =
      new Frontier(
          "zcu102",
          "xczu9eg",
          "xcup",
          150,
          8,
          1_254_000_000,
          List.of(
              new Point(
                  453.05,
                  2207.2,
                  331_087,
                  new Point.Shape(2, 64, 32, 0, 64, 128, 4),
                  new Resources(86_456.2, 117_350, 2331, 288, 0),
                  0.925,
                  "target zcu102 { frame_rate >= 453.05 fps; }",
                  Optional.empty())),
          "");

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasKeptUntilItIsDropped() {
    FrontierFiles files = new FrontierFiles(folder.resolve("frontiers"));
    assertThat(files.find("a")).isEmpty();
    files.keep("a", FRONTIER);
    assertThat(files.find("a")).contains(FRONTIER);
    assertThat(files.find("b")).isEmpty();
    files.drop("a");
    assertThat(files.find("a")).isEmpty();
  }

  @Test
  void takesWhatIsNoFrontierForNone() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{\"board\": ");
    Files.writeString(folder.resolve("b.json"), "[1]");
    FrontierFiles files = new FrontierFiles(folder);
    assertThat(files.find("a")).isEmpty();
    assertThat(files.find("b")).isEmpty();
    files.keep("c", FRONTIER);
    Path kept = folder.resolve("c.json");
    Files.writeString(kept, Files.readString(kept).replace("zcu102", "zcu104"));
    assertThat(files.find("c")).isEmpty();
  }

  @Test
  void goesOnWithoutFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    FrontierFiles files = new FrontierFiles(file);
    files.keep("a", FRONTIER);
    files.drop("a");
    assertThat(files.find("a")).isEmpty();
  }
}
