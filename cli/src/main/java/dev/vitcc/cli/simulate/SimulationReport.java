package dev.vitcc.cli.simulate;

import dev.vitcc.cli.output.CycleReport;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a simulation found, as part of `report.json`.
public final class SimulationReport {
  private SimulationReport() {}

  /// Adds verification, and, if all frames were right, cycles, what they went to, and the frame
  /// rate: how fast wrong hardware is says nothing.
  public static void add(ObjectNode report, SimulationRequest request, SimulationResult result) {
    ObjectNode verification = report.putObject("verification");
    verification.put("passed", result.passed());
    verification.put("frames", request.frames()).put("frames_equal", result.frames());
    verification.put("tensors", result.tensors());
    verification.put("values", result.elements()).put("outputs", result.outputs());
    verification.put("mismatches", result.mismatches());
    verification.put("stalls", request.stalls().toString());
    forget(report);
    if (result.passed()) {
      measurements(report, result);
    }
  }

  /// Adds what C simulation of the HLS design found.
  public static void addHls(ObjectNode report, SimulationResult result) {
    ObjectNode hls = report.withObject("hls");
    ObjectNode csim = hls.putObject("csim");
    csim.put("passed", result.passed()).put("frames_equal", result.frames());
    csim.put("tensors", result.tensors());
    csim.put("values", result.elements()).put("outputs", result.outputs());
    csim.put("mismatches", result.mismatches());
  }

  /// Takes out what an earlier simulation measured.
  private static void forget(ObjectNode report) {
    report.remove(List.of("matrix_busy", "counters_per_frame"));
    ((ObjectNode) report.path("cycles"))
        .remove(List.of("simulated", "simulated_least", "simulated_most"));
    ((ObjectNode) report.path("frame_rate")).remove("simulated_fps");
  }

  private static void measurements(ObjectNode report, SimulationResult result) {
    double mean = result.meanCycles();
    ObjectNode cycles = (ObjectNode) report.path("cycles");
    cycles.put("simulated", mean);
    cycles.put("simulated_least", result.leastCycles());
    cycles.put("simulated_most", result.mostCycles());
    report.put("matrix_busy", CycleReport.busy(report, mean));
    ObjectNode rate = (ObjectNode) report.path("frame_rate");
    rate.put("simulated_fps", report.path("clock_mhz").asDouble() * 1e6 / mean);
    double frames = result.counters().getOrDefault("frames", 1L);
    ObjectNode counters = report.putObject("counters_per_frame");
    result.counters().forEach((name, value) -> counters.put(name, value / frames));
  }
}
