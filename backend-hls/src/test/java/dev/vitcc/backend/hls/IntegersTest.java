package dev.vitcc.backend.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.program.Engine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our stand-in for the vendor's integers computes what exact arithmetic does, and what the
/// vendor's do; and what is generated compiles without a warning, in whichever way.
class IntegersTest {
  /// The folder of the vendor's headers, which are no part of this project (docs/hls.md).
  private static final String VENDOR = "VITCC_AP_TYPES";

  private static final List<Engine> COMPILED =
      List.of(Engines.WIDE_BUS, Engines.POWERS, Engines.LINES);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"g++", "clang++"})
  void oursAreExact(String compiler) throws Exception {
    write();
    agree(compiler, "-fsanitize=undefined", "-fno-sanitize-recover=all");
  }

  @Test
  void vendorsAreExactInTheSameWay() throws Exception {
    write();
    agree("clang++", "-isystem", vendor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"g++", "clang++"})
  void designsCompileWithoutWarnings(String compiler) throws IOException {
    for (Engine engine : COMPILED) {
      write(engine);
      compiles(compiler);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"g++", "clang++"})
  void designsCompileWithoutWarningsWithVendorsHeaders(String compiler) throws IOException {
    for (Engine engine : COMPILED) {
      write(engine);
      compiles(compiler, "-isystem", vendor());
    }
  }

  @Test
  void wideExpressionsDoNotCompile() throws IOException {
    ExternalTool compiler = ExternalTool.require("g++");
    write();
    Path source = folder.resolve("hls/wide.cpp");
    String text =
        """
        #include "vitcc_types.hpp"
        int main() { ap_int<%d> a = 1; ap_int<32> b = 1; return (a * b) == 1 ? 0 : 1; }
        """;
    Files.writeString(source, text.formatted(32));
    compiler.passes(folder.resolve("hls"), "-std=c++17", "-fsyntax-only", "wide.cpp");
    Files.writeString(source, text.formatted(33));
    assertThat(compiler.failing(folder.resolve("hls"), "-std=c++17", "-fsyntax-only", "wide.cpp"))
        .contains("an expression of more than 64 bits");
  }

  private static String vendor() {
    Optional<String> headers = Optional.ofNullable(System.getenv(VENDOR));
    if (headers.isEmpty()) {
      System.err.println("skipped: " + VENDOR + " names no folder with the vendor's headers");
    }
    return headers.orElseGet(() -> Assumptions.abort(VENDOR + " is not set"));
  }

  private void write() throws IOException {
    write(Engines.WIDE_BUS);
  }

  private void write(Engine engine) throws IOException {
    for (SourceFile file : Engines.files(engine)) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
  }

  private void compiles(String compiler, String... more) throws IOException {
    for (String source : List.of("vitcc_accel.cpp", "tb/testbench.cpp")) {
      ExternalTool.require(compiler)
          .passes(folder.resolve("hls"), words(more, "-Werror", "-fsyntax-only", source));
    }
  }

  private void agree(String compiler, String... more) throws IOException, URISyntaxException {
    Path bench = Path.of(IntegersTest.class.getResource("/compat/main.cpp").toURI());
    ExternalTool.require(compiler)
        .passes(
            folder.resolve("hls"),
            words(more, "-Werror", "-O1", "-I.", bench.toString(), "-o", "bench"));
    new ExternalTool(folder.resolve("hls/bench")).passes(folder);
  }

  private static String[] words(String[] more, String... last) {
    List<String> words =
        new ArrayList<>(List.of("-std=c++17", "-Wall", "-Wextra", "-Wno-unknown-pragmas"));
    words.addAll(Arrays.asList(more));
    words.addAll(Arrays.asList(last));
    return words.toArray(String[]::new);
  }
}
