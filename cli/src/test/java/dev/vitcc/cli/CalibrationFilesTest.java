package dev.vitcc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.passes.quantize.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFilesTest {
  private static final Map<String, Range> RANGES =
      Map.of("block0.attention.qkv", new Range(-1 / 3., Math.PI));

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasKeptToTheLastBit() {
    CalibrationFiles files = new CalibrationFiles(folder.resolve("new"));
    assertThat(files.find("abc")).isEmpty();
    files.keep("abc", RANGES);
    assertThat(files.find("abc")).contains(RANGES);
    assertThat(files.find("abd")).isEmpty();
  }

  @Test
  void takesNothingFromADamagedFileAndReplacesIt() throws IOException {
    CalibrationFiles files = new CalibrationFiles(folder);
    files.keep("abc", RANGES);
    Path kept = folder.resolve("abc.ranges");
    String text = Files.readString(kept);
    List<String> damaged =
        List.of("", "\n", text.substring(0, text.length() - 3), text.replace("3.14", "3.15"));
    for (String other : damaged) {
      Files.writeString(kept, other);
      assertThat(files.find("abc")).as(other).isEmpty();
    }
    files.keep("abc", RANGES);
    assertThat(files.find("abc")).contains(RANGES);
  }

  @Test
  void doesWithoutAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CalibrationFiles files = new CalibrationFiles(file);
    files.keep("abc", RANGES);
    assertThat(files.find("abc")).isEmpty();
  }
}
