package dev.vitcc.cost.resources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shapes of memories, and the block memories that Yosys 0.23 made of each.
class MemoryMappingTest {
  @ParameterizedTest
  @CsvSource({
    "197, 1, 1664, 23.5",
    "197, 1, 1728, 24",
    "197, 1, 43, 1",
    "197, 1, 16, 0.5",
    "256, 1, 32, 0.5",
    "591, 1, 512, 14.5",
    "591, 2, 512, 28.5",
    "788, 1, 1024, 28.5",
    "2364, 64, 8, 40",
    "2364, 1, 512, 36",
    "2364, 2, 512, 71.5",
    "9456, 64, 8, 160",
    "3072, 1, 8, 1",
    "512, 1, 512, 7.5",
    "80, 2, 64, 2",
    "160, 8, 8, 1",
    "577, 16, 64, 32",
    "1100, 4, 72, 12",
    "3300, 4, 72, 28",
    "4500, 1, 144, 18",
    "6200, 1, 144, 26",
    "7300, 4, 72, 64",
    "12000, 2, 72, 48",
    "20000, 1, 72, 40",
    "40000, 1, 36, 40",
    "65536, 2, 8, 32",
    "1500, 16, 8, 6",
    "130, 1, 40, 1",
    "100, 4, 64, 4",
    "2048, 1, 128, 7.5",
    "1154, 2, 256, 22",
  })
  void blocksAreCountedAsYosysTakesThem(int depth, int segments, int bits, double blocks) {
    assertThat(MemoryMapping.synchronous(depth, segments, bits).bram36()).isEqualTo(blocks);
  }

  /// Lookup tables: eight a primitive, and what chooses between groups of words.
  @ParameterizedTest
  @CsvSource({
    "20, 1, 192, 112, 192",
    "20, 1, 43, 32, 43",
    "40, 2, 32, 80, 64",
    "60, 2, 64, 160, 128",
    "50, 1, 16, 24, 16",
    "33, 1, 20, 24, 20",
    "96, 1, 12, 39, 12",
  })
  void shallowMemoriesAreLookupTables(int depth, int segments, int bits, double lut, double ff) {
    Resources found = MemoryMapping.synchronous(depth, segments, bits);
    assertThat(found).isEqualTo(new Resources(lut, ff, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"32, 1664, 0", "16, 513, 0", "64, 200, 0", "100, 100, 1.5", "128, 65, 1"})
  void deepFifosAreBlockMemories(int depth, int width, double blocks) {
    assertThat(MemoryMapping.asynchronous(depth, width).bram36()).isEqualTo(blocks);
  }
}
