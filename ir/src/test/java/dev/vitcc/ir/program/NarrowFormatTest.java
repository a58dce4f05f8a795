package dev.vitcc.ir.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Every weight of a narrow format and its bits, as the table of docs/engine.md has them.
class NarrowFormatTest {
  private static final int GREATEST = 127;

  private static Set<Integer> weights(NarrowFormat format) {
    return switch (format) {
      case NONE -> Set.of();
      case BINARY -> Set.of(-1, 1);
      case TERNARY -> Set.of(-1, 0, 1);
      case POWER_OF_TWO -> Set.of(-64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64);
    };
  }

  private static int decode(NarrowFormat format, int bits) {
    return switch (format) {
      case NONE -> throw new IllegalArgumentException();
      case BINARY -> bits == 1 ? -1 : 1;
      case TERNARY -> (bits & 1) == 0 ? 0 : bits >> 1 == 1 ? -1 : 1;
      case POWER_OF_TWO -> (bits & 7) == 0 ? 0 : (bits >> 3 == 1 ? -1 : 1) << ((bits & 7) - 1);
    };
  }

  @ParameterizedTest
  @EnumSource
  void holdsItsWeightsAndNoOthers(NarrowFormat format) {
    for (int code = -GREATEST; code <= GREATEST; code++) {
      assertThat(format.holds(code)).as("%d", code).isEqualTo(weights(format).contains(code));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void decodesWhatItEncodes(NarrowFormat format) {
    Map<Integer, Integer> seen = new HashMap<>();
    for (int weight : weights(format)) {
      int bits = format.encode(weight);
      assertThat(bits).isBetween(0, (1 << format.bits()) - 1);
      assertThat(decode(format, bits)).isEqualTo(weight);
      assertThat(seen.put(bits, weight)).as("bits of %d", weight).isNull();
    }
  }
}
