package dev.vitcc.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files that are cut, patched or none at all are refused with diagnostics; never by a crash, a
/// hang, or memory that the file's size doesn't explain.
///
/// `scripts/fuzz-files` looks for more of them; what it found is kept in `hostile/kept`.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
  private static final Path SEEDS = Path.of("src/test/resources/hostile");
  private static final int LARGEST_SEED = 100_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void readsItsSeeds(FileFormat format) throws IOException {
    List<Path> seeds = files("seeds", format);
    assertThat(seeds).isNotEmpty();
    for (Path seed : seeds) {
      assertThat(FuzzFile.read(format, Files.readAllBytes(seed), folder))
          .as("%s", seed)
          .isEqualTo(format.standsAlone());
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesWhatWasFoundBefore(FileFormat format) throws IOException {
    for (Path found : files("kept", format)) {
      FuzzFile.read(format, Files.readAllBytes(found), folder);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesEveryCutAndPatchWithAWord(FileFormat format) throws IOException {
    Random random = new Random(format.ordinal());
    int refused = 0;
    for (Path seed : files("seeds", format)) {
      byte[] bytes = Files.readAllBytes(seed);
      assertThat(bytes.length).isLessThan(LARGEST_SEED);
      for (int i = 0; i < 150; i++) {
        byte[] mutant = mutated(bytes, random);
        if (!read(format, mutant)) {
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  private boolean read(FileFormat format, byte[] bytes) throws IOException {
    try {
      return FuzzFile.read(format, bytes, folder);
    } catch (RuntimeException | Error found) {
      Path kept = Files.createTempFile("hostile-", "-" + format.fileName());
      Files.write(kept, bytes);
      throw new AssertionError("kept as " + kept, found);
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutant = bytes.clone();
    int kind = random.nextInt(5);
    int head = Math.min(mutant.length, random.nextBoolean() ? 200 : mutant.length);
    switch (kind) {
      case 0 -> mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
      case 1 -> mutant[random.nextInt(head)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> mutant[random.nextInt(head)] = (byte) random.nextInt(256);
      case 3 -> {
        int at = random.nextInt(head);
        Arrays.fill(mutant, at, Math.min(mutant.length, at + 8), (byte) (random.nextInt(3) - 1));
      }
      default -> {
        byte[] number = Long.toString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
        int at = random.nextInt(head);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(mutant, 0, at);
        longer.writeBytes(number);
        longer.write(mutant, at, mutant.length - at);
        mutant = longer.toByteArray();
      }
    }
    return mutant;
  }

  private static List<Path> files(String kind, FileFormat format) throws IOException {
    Path of = SEEDS.resolve(kind).resolve(format.name().toLowerCase(Locale.ROOT));
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    }
  }
}
