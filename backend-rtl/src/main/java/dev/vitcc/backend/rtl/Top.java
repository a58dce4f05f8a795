package dev.vitcc.backend.rtl;

import dev.vitcc.backend.rtl.view.Accelerator;
import dev.vitcc.backend.rtl.view.Connection;
import dev.vitcc.backend.rtl.view.MemoryPort;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The top module of an engine.
final class Top {
  /// So wide that the ranges of all AXI signals stand under one another.
  private static final String PADDED = "%-7s";

  private Top() {}

  static Accelerator of(String name, Engine engine) {
    return new Accelerator(
        String.format(
            Locale.ROOT,
            "The accelerator for %s: %d x %d x %s multipliers, %d results a cycle, %d x %d bits of memory.",
            name,
            engine.pm(),
            engine.pk(),
            engine.columnsText(),
            engine.lanes(),
            engine.ports(),
            engine.axiBits()),
        engine.axiBits(),
        engine.ports(),
        parameters(engine),
        IntStream.range(0, engine.ports()).mapToObj(index -> port(index, engine)).toList());
  }

  private static MemoryPort port(int index, Engine engine) {
    int bytes = engine.axiBits() / Byte.SIZE;
    return new MemoryPort(
        "m_axi_gmem" + index,
        index,
        range(engine.axiBits()),
        range(bytes),
        Integer.numberOfTrailingZeros(bytes),
        index == 0);
  }

  private static String range(int bits) {
    return PADDED.formatted("[" + (bits - 1) + ":0]");
  }

  private static List<Connection> parameters(Engine engine) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("Pm", Integer.toString(engine.pm()));
    values.put("Pk", Integer.toString(engine.pk()));
    values.put("Pn", Integer.toString(engine.pn()));
    if (engine.formats().narrowColumns() > 0) {
      values.put("Narrow", Integer.toString(engine.formats().narrowColumns()));
      values.put("NarrowBits", Integer.toString(engine.formats().narrow().bits()));
      values.put("ActivationBits", Integer.toString(engine.formats().activationBits()));
    }
    values.put("Lanes", Integer.toString(engine.lanes()));
    values.put("AxiBits", "AxiBits");
    values.put("Ports", "Ports");
    values.put("MaxTokens", Integer.toString(engine.maxTokens()));
    values.put("ResidualColumns", Integer.toString(engine.residualColumns()));
    values.put("HeadColumns", Integer.toString(engine.headColumns()));
    values.put("HiddenColumns", Integer.toString(engine.hiddenColumns()));
    values.put("AccumulatorBits", Integer.toString(engine.accumulatorBits()));
    values.put("TileDepth", Integer.toString(engine.tileDepth()));
    values.put("ResultDepth", Integer.toString(engine.resultDepth()));
    values.put("CommandDepth", Integer.toString(engine.commandDepth()));
    values.put("GainWords", Integer.toString(engine.formats().gainWords()));
    values.put("CodeLimits", engine.formats().codeLimits() ? "1'b1" : "1'b0");
    Lines lines = engine.formats().lines();
    if (lines.exist()) {
      values.put("LineBits", Integer.toString(lines.segmentBits()));
      values.put("LineFraction", Integer.toString(lines.fraction()));
      values.put("SlopeBits", Integer.toString(lines.slopeBits()));
    }
    if (engine.formats().pruning().exists()) {
      values.put("Prunes", "1'b1");
    }
    if (engine.formats().pruning().bounds()) {
      values.put("Bounds", "1'b1");
    }
    if (engine.formats().pruning().learns()) {
      values.put("Learns", "1'b1");
    }
    values.put("Fingerprint", "32'h%08x".formatted(engine.fingerprint()));
    int longest = values.keySet().stream().mapToInt(String::length).max().orElseThrow();
    List<Connection> connections = new ArrayList<>();
    values.forEach(
        (name, value) ->
            connections.add(new Connection(name + " ".repeat(longest - name.length()), value)));
    return connections;
  }
}
