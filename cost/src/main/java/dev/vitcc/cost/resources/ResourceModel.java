package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;
import java.util.EnumMap;
import java.util.Map;

/// Predicts what `synth_xilinx -family xcup` of Yosys 0.23 makes of an engine (docs/resources.md).
///
/// DSP blocks and memories are counted from the structure of the hardware; lookup tables and
/// flip-flops are terms for each lane, column and bit. Plain arithmetic, some microseconds.
public final class ResourceModel {
  private ResourceModel() {}

  /// @param engine a legal one
  public static ResourceEstimate of(Engine engine) {
    Shape shape = Shape.of(engine);
    MatrixUnits matrix = new MatrixUnits(shape);
    VectorUnits vector = new VectorUnits(shape, matrix);
    MemoryUnits memory = new MemoryUnits(shape);
    Map<Unit, Resources> units = new EnumMap<>(Unit.class);
    for (Unit unit : Unit.values()) {
      units.put(
          unit,
          switch (unit) {
            case CONTROL -> memory.control().plus(Tokens.counters(shape));
            case STREAM -> memory.stream();
            case DISPATCHER -> memory.dispatcher().plus(Tokens.bound(shape));
            case IMAGE_LOADER -> memory.imageLoader();
            case STORE -> memory.store();
            case STREAMER -> matrix.streamer();
            case OPERANDS -> matrix.operands();
            case CONDITIONER -> matrix.conditioner();
            case STATIONARY -> matrix.stationary();
            case ARRAY -> matrix.array();
            case ACCUMULATORS -> matrix.accumulators();
            case RESULTS -> matrix.results();
            case ROW_SCALES -> matrix.rowScales();
            case TOKENS -> Tokens.unit(shape);
            case VECTOR -> vector.vector().plus(Tokens.lanes(shape));
            case STATISTICS -> vector.statistics();
            case TOP -> Resources.logic(10, 0);
          });
    }
    return ResourceEstimate.of(units);
  }
}
