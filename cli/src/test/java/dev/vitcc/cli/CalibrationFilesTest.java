package dev.vitcc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.load.CalibrationFiles;
import dev.vitcc.passes.quantize.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void takesNothingFromADamagedFile() throws IOException {
    CalibrationFiles files = new CalibrationFiles(folder);
    for (String text : new String[] {"", "x 1", "x 1 2 3", "x one 2"}) {
      Files.writeString(folder.resolve("abc.ranges"), text);
      assertThat(files.find("abc")).isEmpty();
    }
  }

  @Test
  void doesWithoutAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CalibrationFiles files = new CalibrationFiles(file);
    files.keep("abc", RANGES);
    assertThat(files.find("abc")).isEmpty();
  }
}
