package dev.vitcc.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The known boards, and files of boards that are not.
class BoardsTest {
  private static final String OWN =
      """
      {
        "name": "my_board",
        "family": "xcup",
        "resources": {"lut": 1000, "ff": 2000, "dsp": 10, "bram36": 5, "uram": 0}
      }
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void knowsTheBoardsOfTheDesign() {
    assertThat(Boards.list()).extracting(Board::name).containsExactlyElementsOf(Boards.names());
    Board zcu102 = Boards.find("zcu102").orElseThrow();
    assertThat(zcu102.resources()).isEqualTo(new Resources(274080, 548160, 2520, 912, 0));
    assertThat(zcu102.part()).contains("xczu9eg-ffvb1156-2-e");
    assertThat(zcu102.memory())
        .isEqualTo(new Memory(OptionalInt.of(4), OptionalInt.of(128), OptionalDouble.of(19.2)));
    assertThat(zcu102.clockMhz()).hasValue(150);
    assertThat(Boards.find("vck190").orElseThrow().family().isSynthesised()).isFalse();
  }

  @Test
  void everyKnownBoardSaysWhereItsFiguresComeFrom() throws IOException {
    for (Board board : Boards.list()) {
      assertThat(board.sources()).as(board.name()).isNotEmpty();
      assertThat(board.part()).as(board.name()).isPresent();
      assertThat(board.title()).isNotEqualTo(board.name());
    }
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/vitcc/targets/boards"))) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(Boards.names());
    }
  }

  @Test
  void suggestsTheBoardThatWasMeant() {
    SourceLocation where = new SourceLocation("m.vit", 4, 8, 6);
    assertThatThrownBy(() -> Boards.find("zcu012", where))
        .isInstanceOfSatisfying(
            CompileException.class,
            e -> {
              assertThat(e).hasMessage("m.vit:4:8: E0501: unknown board 'zcu012'");
              assertThat(e.diagnostics().getFirst().hint()).contains("did you mean 'zcu102'?");
            });
    assertThatThrownBy(() -> Boards.find("arty", where))
        .isInstanceOfSatisfying(
            CompileException.class,
            e ->
                assertThat(e.diagnostics().getFirst().hint().orElseThrow())
                    .startsWith("known boards are kv260, pynq_z2"));
  }

  @Test
  void readsABoardOfTheUsersWithWhatIsNotKnownAbsent() throws IOException {
    Board board = Boards.read(file(OWN));
    assertThat(board.name()).isEqualTo("my_board");
    assertThat(board.title()).isEqualTo("my_board");
    assertThat(board.dspKind()).isEqualTo(DspKind.DSP48E2);
    assertThat(board.part()).isEmpty();
    assertThat(board.memory().ports()).isEmpty();
    assertThat(board.clockMhz()).isEmpty();
  }

  @Test
  void reportsAllThatIsWrongWithAFileAtOnce() throws IOException {
    String text =
        """
        {
          "schema": "vitcc.board/2",
          "name": "my board",
          "famly": "xcup",
          "dsp_kind": "DSP48E1",
          "resources": {"lut": "many", "ff": -1, "dsp": 2.5, "bram36": 1e99,
                        "uran": 3},
          "memory": {"port_bits": 100, "ports": 0},
          "clock_mhz": 150,
          "clock_mhz": 200,
          "sources": ["a", 7],
          "extra": {"a": [1, {"b": 2}]},
          "title": null
        }
        """;
    assertThat(errors(text))
        .containsExactlyInAnyOrder(
            "2:13 E0513 'schema' must be vitcc.board/1",
            "3:11 E0513 'name' must be letters, digits and _, found my board",
            "4:12 E0513 unknown field 'famly'",
            "5:15 E0513 'dsp_kind' of the family is DSP48E2, found DSP48E1",
            "6:24 E0513 'resources.lut' must be a number, found a string",
            "6:38 E0513 'resources.ff' must be a whole number of at least 1, found -1",
            "6:49 E0513 'resources.dsp' must be a whole number of at least 0, found 2.5",
            "6:64 E0513 'resources.bram36' must be a whole number of at least 0, found 1e99",
            "7:25 E0513 unknown field 'resources.uran'",
            "8:27 E0513 'memory.port_bits' must be 32, 64, 128, 256 or 512",
            "8:41 E0513 'memory.ports' must be a whole number of at least 1, found 0",
            "10:3 E0513 'clock_mhz' is given twice",
            "11:20 E0513 'sources[1]' must be a string, found a number",
            "12:3 E0513 unknown field 'extra'",
            "13:3 E0513 'title' must be a string, found true, false or null",
            "0:0 E0513 missing field 'family'",
            "0:0 E0513 missing field 'resources.uram'");
  }

  @Test
  void refusesWhatIsNotJson() throws IOException {
    assertThat(errors("")).hasSize(1).first().asString().contains("E0512");
    assertThat(errors("[]")).containsExactly("1:1 E0512 expected a JSON object");
    assertThat(errors(OWN + "{}"))
        .containsExactly("6:1 E0512 the file goes on after its JSON object");
    assertThat(errors("{\n  \"name\" 3}")).hasSize(1).first().asString().startsWith("2:");
    assertThat(errors("[".repeat(100_000))).hasSize(1);
    assertThat(errors("{\"a\":".repeat(100_000))).hasSize(1);
  }

  @Test
  void refusesWhatCanNotBeRead() throws IOException {
    assertThatThrownBy(() -> Boards.read(folder.resolve("none.json")))
        .isInstanceOf(CompileException.class)
        .hasMessageContaining("E0511: the board file can't be read: there is no such file");
    assertThatThrownBy(() -> Boards.read(folder)).hasMessageContaining("it is not a file");
    Path large = folder.resolve("large.json");
    Files.write(large, new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> Boards.read(large)).hasMessageContaining("larger than 1048576");
    Path binary = folder.resolve("binary.json");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Boards.read(binary)).hasMessageContaining("not UTF-8");
  }

  @Test
  void neverCrashesOnDamagedFiles() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      StringBuilder damaged = new StringBuilder(OWN);
      for (int j = random.nextInt(3); j >= 0; j--) {
        damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(128));
      }
      try {
        assertThat(BoardReader.read("damaged", damaged.toString()).name()).isNotEmpty();
      } catch (CompileException expected) {
        assertThat(expected.diagnostics()).isNotEmpty();
      }
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("board.json"), text);
  }

  private List<String> errors(String text) throws IOException {
    Path file = file(text);
    try {
      Boards.read(file);
      return List.of();
    } catch (CompileException e) {
      return e.diagnostics().stream()
          .map(
              d ->
                  d.location().line()
                      + ":"
                      + d.location().column()
                      + " "
                      + d.code().code()
                      + " "
                      + d.message())
          .toList();
    }
  }
}
