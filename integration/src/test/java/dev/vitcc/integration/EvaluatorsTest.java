package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.circuit.Circuit;
import dev.vitcc.approximation.circuit.HlsWriter;
import dev.vitcc.approximation.circuit.VerilogWriter;
import dev.vitcc.approximation.form.Candidate;
import dev.vitcc.approximation.form.PaperForm;
import dev.vitcc.approximation.form.Search;
import dev.vitcc.backend.hls.HlsBackend;
import dev.vitcc.backend.hls.SourceFile;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Evaluators of functions, in SystemVerilog and HLS C++, give at every input what was proven.
class EvaluatorsTest {
  private static final String MODULE = "vitcc_function";
  private static final int BITS = 10;

  @TempDir private Path folder;

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(RealFunction.class)
  void agreeAtEveryInput(RealFunction function) throws IOException, InterruptedException {
    Problem problem = problem(function);
    agree(problem, candidates(problem));
  }

  /// Over six octaves, where segments are found by the highest bit that is on.
  @Test
  void octavesAgreeAtEveryInput() throws IOException, InterruptedException {
    Problem problem = new Problem(RealFunction.RSQRT, Codes.from(12, 1, 65), Codes.from(12, 0, 1));
    List<Candidate> octaves =
        Search.within(problem, 1).stream()
            .filter(candidate -> candidate.form().contains("octaves"))
            .limit(2)
            .toList();
    assertThat(octaves).isNotEmpty();
    agree(problem, octaves);
  }

  private void agree(Problem problem, List<Candidate> candidates)
      throws IOException, InterruptedException {
    RequiredTools.require("verilator", "iverilog", "g++");
    for (Candidate candidate : candidates) {
      Circuit circuit = candidate.circuit();
      write(MODULE + ".sv", VerilogWriter.write(MODULE, List.of(candidate.form()), circuit));
      write("testbench.sv", testbench(problem, circuit));
      assertThat(run("verilator", "--lint-only", "-Wall", MODULE + ".sv")).doesNotContain("%");
      assertThat(run("iverilog", "-g2012", "-o", "rtl", "testbench.sv", MODULE + ".sv")).isEmpty();
      assertThat(run("vvp", "rtl")).as(candidate.form()).isEqualTo(expected(problem, circuit));
      for (SourceFile header : HlsBackend.types()) {
        write(header.path().substring(HlsBackend.FOLDER.length()), header.text());
      }
      write(MODULE + ".hpp", HlsWriter.write(MODULE, List.of(candidate.form()), circuit));
      write("bench.cpp", bench(problem));
      run(
          "g++",
          "-std=c++17",
          "-Wall",
          "-Werror",
          "-Wno-unknown-pragmas",
          "-o",
          "hls",
          "bench.cpp");
      assertThat(run("./hls")).as(candidate.form()).isEqualTo(expected(problem, circuit));
    }
  }

  private static Problem problem(RealFunction function) {
    return switch (function) {
      case GELU, SILU -> new Problem(function, Codes.signed(BITS, 8), Codes.signed(8, 8));
      case TANH -> new Problem(function, Codes.signed(BITS, 4), Codes.signed(BITS, 1));
      case SIGMOID -> new Problem(function, Codes.signed(BITS, 8), Codes.from(BITS, 0, 1));
      case EXP -> new Problem(function, Codes.from(BITS, -8, 0), Codes.from(BITS, 0, 1));
      case RECIPROCAL -> new Problem(function, Codes.from(BITS, 1, 2), Codes.from(BITS, 0, 1));
      case RSQRT -> new Problem(function, Codes.from(BITS, 1, 4), Codes.from(BITS, 0, 1));
    };
  }

  /// Some of each kind: the cheapest at two bounds, correct rounding among them, and the papers'.
  private static List<Candidate> candidates(Problem problem) {
    return Stream.of(
            Search.within(problem, 1).stream().limit(3),
            Search.within(problem, 0.5).stream().limit(3),
            PaperForm.of(problem).stream())
        .flatMap(some -> some)
        .toList();
  }

  private static String expected(Problem problem, Circuit circuit) {
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, problem.inputs())
        .forEach(place -> lines.append(circuit.value(place)).append('\n'));
    return lines.toString();
  }

  /// One code each cycle, with an enable that follows it down the pipeline.
  private static String testbench(Problem problem, Circuit circuit) {
    boolean isSigned = circuit.output().isSigned();
    return """
        module testbench;
          reg clk = 0;
          reg [%1$d:0] valid = 0;
          reg [%2$d:0] code = 0;
          wire %3$s [%4$d:0] data;
          integer i;

          %5$s dut (.clk_i(clk), .enable_i(valid[%6$d:0]), .code_i(code), .data_o(data));

          initial begin
            for (i = 0; i < %7$d; i = i + 1) begin
              code = i %8$s;
              valid[0] = i < %9$d;
              #1 clk = 1;
              valid = {valid[%6$d:0], 1'b0};
              #1 clk = 0;
              if (valid[%1$d]) $display("%%0d", data);
            end
          end
        endmodule
        """
        .formatted(
            circuit.stages(),
            problem.in().bits() - 1,
            isSigned ? "signed" : "",
            circuit.output().bits() - 1,
            MODULE,
            circuit.stages() - 1,
            problem.inputs() + circuit.stages(),
            problem.in().least() < 0 ? "- " + -problem.in().least() : "",
            problem.inputs());
  }

  private static String bench(Problem problem) {
    return """
        #include <cstdio>
        #include "%s.hpp"

        int main() {
          for (int code = %d; code <= %d; code++) {
            std::printf("%%d\\n", static_cast<int>(%s(code)));
          }
          return 0;
        }
        """
        .formatted(MODULE, problem.in().least(), problem.in().greatest(), MODULE);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String run(String... words) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    ToolCommand command = new ToolCommand(List.of(words), folder, List.of(folder), List.of(folder));
    int code = new LocalTools(words[0]).run(command, lines::add);
    assertThat(code).as(String.join("\n", lines)).isZero();
    return String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
