package dev.vitcc.backend.hls;

import dev.vitcc.backend.hls.view.DesignCall;
import dev.vitcc.backend.hls.view.Port;
import dev.vitcc.backend.hls.view.TopHeader;
import dev.vitcc.backend.hls.view.TopSource;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.RegisterMap;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.RegisterMap.Register;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The top of the HLS design: a pointer for each memory port, and the registers where the RTL has
/// them.
final class Top {
  private static final int OUTSTANDING_BURSTS = 16;

  private Top() {}

  static TopHeader header(String name, Engine engine) {
    return new TopHeader(
        Constants.comment(name, engine),
        IntStream.range(0, engine.ports()).mapToObj(i -> new Port(i, "memory" + i)).toList(),
        Counter.values().length);
  }

  /// @param beats of memory that a co-simulation needs
  static TopSource source(String name, Engine engine, long beats) {
    TopHeader header = header(name, engine);
    List<String> pragmas = new ArrayList<>();
    for (Port port : header.ports()) {
      pragmas.add(
          memory(port.pointer(), port.index(), beats)
              + " max_read_burst_length=%d num_read_outstanding=%d"
                  .formatted(Constants.BURST_BEATS, OUTSTANDING_BURSTS));
    }
    pragmas.add(
        memory("pixels", 0, beats)
            + " max_read_burst_length=%d num_read_outstanding=%d"
                .formatted(Constants.BURST_BEATS, OUTSTANDING_BURSTS));
    pragmas.add(
        memory("results", 0, beats)
            + " max_write_burst_length=%d".formatted(Constants.BURST_BEATS));
    pragmas.add(register("image", Register.IMAGE_LOW.address()));
    pragmas.add(register("input", Register.INPUT_LOW.address()));
    pragmas.add(register("output", Register.OUTPUT_LOW.address()));
    pragmas.add(register("frames", Register.FRAMES.address()));
    pragmas.add(register("status", Register.STATUS.address()));
    pragmas.add(register("counters", RegisterMap.COUNTERS));
    pragmas.add("#pragma HLS INTERFACE s_axilite port=return bundle=control");
    return new TopSource(header, pragmas);
  }

  static DesignCall call(Engine engine) {
    return new DesignCall(Collections.nCopies(engine.ports(), "memory"));
  }

  private static String memory(String port, int bundle, long beats) {
    return "#pragma HLS INTERFACE m_axi port=%s bundle=gmem%d offset=off depth=%d"
        .formatted(port, bundle, beats);
  }

  private static String register(String port, int address) {
    return "#pragma HLS INTERFACE s_axilite port=%s bundle=control offset=0x%02x"
        .formatted(port, address);
  }
}
