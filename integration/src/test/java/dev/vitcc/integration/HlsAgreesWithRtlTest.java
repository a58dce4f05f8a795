package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RTL and HLS run the same build: equal in every stored value, and in what they count.
class HlsAgreesWithRtlTest {
  @TempDir private Path folder;

  @Test
  void inValuesAndCounters() throws IOException, InterruptedException {
    HlsProgram.require();
    Simulator simulator = Simulator.require();
    Trial trial = Trial.simulated(EngineSpec.LEAST).getFirst();
    Simulator.write(trial, folder);
    HlsProgram.design(trial, folder);

    SimulationResult rtl =
        simulator.passes(SimulationRequest.of(folder, trial.sample().images().size()), trial);
    SimulationResult hls = HlsProgram.passes(trial, folder);

    assertThat(hls.elements()).isEqualTo(rtl.elements());
    assertThat(hls.outputs()).isEqualTo(rtl.outputs());
    Map<String, Long> counted = hls.counters();
    assertThat(counted.keySet())
        .containsExactlyInAnyOrder(
            "frames", "matrix_rows", "stream_words", "tiles", "vector_drain");
    assertThat(rtl.counters()).containsAllEntriesOf(counted);
  }
}
