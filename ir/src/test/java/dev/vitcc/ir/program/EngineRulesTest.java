package dev.vitcc.ir.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRulesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 64, 64, 64, 128, 4, 197, 192, 192, 768",
    "2, 16, 32, 16, 128, 4, 50, 64, 32, 128",
    "4, 24, 24, 16, 64, 3, 30, 48, 24, 96",
    "1, 16, 8, 8, 32, 1, 17, 48, 16, 64"
  })
  void acceptsWhatHardwareCanBe(
      int pm, int pk, int pn, int lanes, int axi, int ports, int m, int d, int h, int f) {
    assertThat(EngineRules.violations(engine(pm, pk, pn, lanes, axi, ports, m, d, h, f))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 24 | 24 | 12 | 64  | 3 | 30   | 48  | 24 | 96    | pm = 3, expected one of [1, 2, 4]
          1 | 12 | 12 | 4  | 32  | 1 | 30   | 48  | 24 | 96    | pk = 12, expected a multiple of 8
          1 | 16 | 24 | 8  | 64  | 1 | 30   | 48  | 48 | 96    | one must divide the other
          1 | 16 | 16 | 3  | 64  | 1 | 30   | 48  | 16 | 96    | lanes = 3 must be pm = 1 times
          2 | 16 | 16 | 4  | 64  | 1 | 30   | 48  | 16 | 96    | lanes = 4 must be pm = 2 times
          1 | 24 | 24 | 8  | 128 | 1 | 30   | 48  | 24 | 96    | 16 bytes a beat
          1 | 16 | 16 | 4  | 100 | 1 | 30   | 48  | 16 | 96    | axi = 100, expected one of
          1 | 16 | 16 | 4  | 64  | 9 | 30   | 48  | 16 | 96    | ports = 9, expected 1 to 8
          1 | 16 | 16 | 4  | 64  | 1 | 5000 | 48  | 16 | 96    | tokens = 5000, expected 1 to 4095
          1 | 16 | 16 | 4  | 64  | 1 | 30   | 40  | 16 | 96    | residual columns = 40
          1 | 16 | 32 | 4  | 64  | 1 | 30   | 64  | 48 | 96    | head columns = 48
          1 | 16 | 16 | 4  | 64  | 1 | 30   | 48  | 16 | 0     | hidden columns = 0
          1 | 8  | 8  | 4  | 64  | 1 | 4000 | 48  | 16 | 12288 | more than 65536
          """)
  void saysWhatIsWrong(
      int pm,
      int pk,
      int pn,
      int lanes,
      int axi,
      int ports,
      int m,
      int d,
      int h,
      int f,
      String message) {
    assertThat(EngineRules.violations(engine(pm, pk, pn, lanes, axi, ports, m, d, h, f)))
        .anyMatch(violation -> violation.contains(message));
  }

  @Test
  void saysAllAtOnce() {
    assertThat(EngineRules.violations(engine(3, 12, 16, 4, 100, 9, 30, 48, 16, 96))).hasSize(4);
  }

  @Test
  void fingerprintHashesEveryParameter() {
    Engine engine = engine(1, 16, 16, 4, 64, 1, 30, 48, 16, 96);
    assertThat(engine.fingerprint())
        .isEqualTo(engine(1, 16, 16, 4, 64, 1, 30, 48, 16, 96).fingerprint())
        .isNotEqualTo(engine(1, 16, 16, 4, 64, 1, 31, 48, 16, 96).fingerprint());
  }

  private static Engine engine(
      int pm, int pk, int pn, int lanes, int axi, int ports, int m, int d, int h, int f) {
    return new Engine(pm, pk, pn, lanes, axi, ports, m, d, h, f, 28, 4, 32, 4);
  }
}
