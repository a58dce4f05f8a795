package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproximateCommandTest {
  @TempDir private Path folder;

  @Test
  void writesTheCheapestAndComparesIt() throws IOException {
    Path out = folder.resolve("gelu");
    Invocation run = vitcc("approximate", "gelu", "--in", "8", "--out", "8", "-o", out);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("gelu from 8 to 8 bits, -8.0 … 7.9375, within 1.0 ulp, every input tried")
        .contains("table", "I-BERT", "HeatViT, delta 0.5", "chosen: ");
    assertThat(Files.readString(out.resolve("rtl/vitcc_gelu.sv"))).contains("module vitcc_gelu (");
    assertThat(Files.readString(out.resolve("hls/vitcc_gelu.hpp")))
        .contains("vitcc_gelu(ap_int<8>");
    assertThat(out.resolve("hls/vitcc_types.hpp")).exists();
    assertThat(Files.readString(out.resolve("plot.svg"))).contains("error, ulp");
  }

  @Test
  void saysWhatCanBeMetIfTheBoundCannot() {
    Invocation run = vitcc("approximate", "tanh", "--in", "8", "--error", "0.4", "-o", folder);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains("error: tanh from 8 to 8 bits within 0.4 ulp can't be had")
        .contains("hint: the best that can be met is 0.4");
  }

  @ParameterizedTest
  @CsvSource({
    "rsqrt --in-range 0..1, RSQRT of 0.0 is not defined",
    "gelu --in 17, '--in: 17 bits, expected 2 to 16'",
    "gelu --in-range 8..-8, '--in: ''8..-8'' is no range'",
    "gelu --out-range x, '--out: ''x'' is no range'",
    "erf, FUNCTION: there is no 'erf'"
  })
  void refusesWhatItCannotDo(String words, String message) {
    Object[] arguments = ("approximate " + words).split(" ");
    Invocation run = vitcc(arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("hint: ");
  }
}
