package dev.vitcc.approximation.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.circuit.Inputs;
import dev.vitcc.approximation.circuit.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every count lies in one segment, and hardware finds it and the place in it.
class SegmentsTest {
  private static final int BITS = 8;

  @ParameterizedTest
  @CsvSource({"255, 3, 2", "128, 4, 1", "199, 2, 3", "255, 5, 0", "1, 1, 0"})
  void everyCountIsInOneSegment(int last, int zBits, int placeBits) {
    for (Segments segments :
        List.of(new Segments.Uniform(last, zBits), new Segments.Octaves(last, placeBits))) {
      Inputs inputs = new Inputs(BITS, false);
      Signal count = inputs.clamp(inputs.input(), 0, last);
      Signal number = segments.number(inputs, count);
      for (int i = 0; i <= last; i++) {
        int found = (int) number.value(i);
        int first = segments.first(found);
        assertThat(segments.exists(found)).isTrue();
        assertThat(i).isBetween(first, first + (1 << segments.bits(found)) - 1);
        if (segments.zBits() > 0) {
          int half = 1 << (segments.zBits() - 1);
          long z = (long) (i - first) << (segments.zBits() - segments.bits(found));
          assertThat(segments.z(inputs, count).value(i)).isEqualTo(z - half);
        }
      }
      int counts = 0;
      for (int segment = 0; segment < segments.count(); segment++) {
        int end = segments.first(segment) + (1 << segments.bits(segment));
        counts += segments.exists(segment) ? Math.min(last + 1, end) - segments.first(segment) : 0;
      }
      assertThat(counts).isEqualTo(last + 1);
    }
  }

  /// A reciprocal over six octaves bends where it is large: octaves take far less than segments of
  /// one length.
  @Test
  void wideRangesAreForOctaves() {
    Problem problem =
        new Problem(RealFunction.RECIPROCAL, Codes.from(14, 1, 65), Codes.from(14, 0, 1));
    List<Candidate> found = Search.within(problem, 1);
    assertThat(found.getFirst().form()).contains("octaves of");
    double octaves = found.getFirst().circuit().cost().lut();
    assertThat(found.stream().filter(form -> form.form().endsWith(" segments")))
        .allSatisfy(form -> assertThat(form.circuit().cost().lut()).isGreaterThan(octaves));
    assertThat(octaves).isLessThan(Search.table(problem).circuit().cost().lut());
  }
}
