package dev.vitcc.backend.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.NumericTables;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.CommandFormat.Field;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TensorSlice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HlsBackendTest {
  private static final LoadImage IMAGE = new LoadImage(2, 2, 4, 4, 1);

  @Test
  void twoRunsAreIdentical() {
    assertThat(Engines.files(Engines.WIDE_BUS)).isEqualTo(Engines.files(Engines.WIDE_BUS));
  }

  static List<Engine> engines() {
    return Engines.ALL;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void linesHaveAtMost100ColumnsButForPragmas(Engine engine) {
    for (SourceFile file : Engines.files(engine)) {
      if (file.path().endsWith("pp")) {
        assertThat(file.text().lines())
            .as(file.path())
            .allMatch(line -> line.length() <= 100 || line.strip().startsWith("#pragma HLS"));
      }
    }
  }

  @Test
  void constantsAreThoseOfTheIr() {
    String text = Engines.text(Engines.SMALL, "vitcc_constants.hpp");
    assertThat(text).contains("Fingerprint = 0x%08xu;".formatted(Engines.SMALL.fingerprint()));
    for (CommandFormat format : CommandFormat.values()) {
      String command = Constants.camelCase(format.name());
      assertThat(text).contains("int kOpcode" + command + " = " + format.opcode() + ";");
      for (Field field : format.fields()) {
        assertThat(text)
            .contains(
                "struct %s { static constexpr int kLsb = %d, kWidth = %d; };"
                    .formatted(
                        command + Constants.camelCase(field.name()),
                        format.lsb(field.name()),
                        field.width()));
      }
    }
    assertThat(text)
        .contains("kRsqrt[1024] = {\n    " + NumericTables.rsqrt(0) + ", ")
        .contains(", " + NumericTables.exp2(Exponential.EXACT, 63) + "};");
  }

  @Test
  void toolsAreToldPartClockAndAllSteps() {
    String config = Engines.text(Engines.SMALL, "hls_config.cfg");
    assertThat(config.lines())
        .contains(
            "part=xczu9eg-ffvb1156-2-e",
            "[hls]",
            "flow_target=vivado",
            "clock=6.667ns",
            "syn.top=vitcc_accel",
            "syn.file=vitcc_accel.cpp",
            "tb.file=tb/testbench.cpp",
            "tb.file=../sim/vectors.bin",
            "package.output.format=ip_catalog");
    String script = Engines.text(Engines.SMALL, "run_hls.tcl");
    assertThat(script)
        .contains("set_part xczu9eg-ffvb1156-2-e", "create_clock -period 6.667")
        .containsSubsequence("csim_design", "csynth_design", "cosim_design", "export_design");
  }

  @Test
  void missingPartIsSaid() {
    HlsTarget target = new HlsTarget(List.of(), /* clockMhz= */ 100);
    List<SourceFile> files =
        new HlsBackend().emit(Engines.program(Engines.SMALL), /* imageBytes= */ 8192, target);
    assertThat(files.toString())
        .contains("put part=NAME here", "put set_part NAME here", "clock=10.000ns");
  }

  @Test
  void refusesProgramsThatOnlyTheRtlRuns() {
    refuses("the first command must load the image", new Command.End());
    refuses("only the first command can load the image", IMAGE, IMAGE);
    refuses("at most 2 matrix commands", IMAGE, matrix(), matrix(), matrix());
  }

  @Test
  void estimateCountsLoops() {
    Engine engine = Engines.SMALL;
    LatencyEstimate none = LatencyEstimate.of(Engines.program(engine, IMAGE, new Command.End()));
    LatencyEstimate one =
        LatencyEstimate.of(Engines.program(engine, IMAGE, matrix(), new Command.End()));
    // A command of four words; the first tile; two tiles of 20 rows, the last in two beats.
    int loops = 4 + 8 + 20 + 2 * 20;
    int depths = 2 * LatencyEstimate.LOOP_DEPTH + LatencyEstimate.STEP_DEPTH;
    assertThat(one.execute() - none.execute()).isEqualTo(loops + depths);
    assertThat(one.load() - none.load()).isEqualTo(4);
    assertThat(one.cycles()).isEqualTo(one.execute() + LatencyEstimate.ENDS);
  }

  /// A tile for all columns has fewer words than columns; only beats with valid columns are
  /// drained.
  @Test
  void estimateCountsWordsOfNarrowColumnsAndBeats() {
    Engine engine = Engines.BINARY;
    MatrixGroup mixed = matrix(StationarySource.MIXED);
    LatencyEstimate none = LatencyEstimate.of(Engines.program(engine, IMAGE, vector(20)));
    LatencyEstimate one = LatencyEstimate.of(Engines.program(engine, IMAGE, vector(20), mixed));
    // A command of two words; a tile of 8 + 24 ÷ 8; two tiles of 20 rows, the last in three beats.
    int loops = 2 + 11 + 20 + 3 * 20;
    int depths = 2 * LatencyEstimate.LOOP_DEPTH + LatencyEstimate.STEP_DEPTH;
    assertThat(one.execute() - none.execute()).isEqualTo(loops + depths);
  }

  private static void refuses(String message, Command... commands) {
    Program program = Engines.program(Engines.SMALL, commands);
    assertThatThrownBy(() -> new HlsBackend().emit(program, 8192, Engines.TARGET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static VectorGroup vector(int validColumns) {
    return new VectorGroup(
        new TensorSlice("tensor", 0, 0, validColumns),
        20,
        0,
        Destination.HIDDEN,
        0,
        validColumns,
        false,
        false,
        false,
        0,
        0,
        LayerNormConstants.NONE,
        8);
  }

  private static MatrixGroup matrix() {
    return matrix(StationarySource.KEYS);
  }

  private static MatrixGroup matrix(StationarySource stationary) {
    return new MatrixGroup(
        "layer",
        20,
        0,
        2,
        StreamSource.QUERY,
        0,
        stationary,
        0,
        0,
        20,
        0,
        0,
        true,
        true,
        -1,
        -1,
        0,
        0,
        8,
        0,
        0);
  }
}
