package dev.vitcc.approximation.circuit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function of one code and the stages of its pipeline.
///
/// A stage holds what fits one clock cycle: a product, or about as much as three additions.
public final class Circuit {
  private static final int UNITS_A_STAGE = 3;
  private static final int ENDLESS = 1 << 16;
  private static final int LUT_INPUTS = 6;

  private final int inputBits;
  private final boolean inputIsSigned;
  private final Signal output;
  private final int unitsAStage;
  private final List<Signal> signals = new ArrayList<>();
  private final Map<Signal, Integer> ready = new LinkedHashMap<>();

  public Circuit(int inputBits, boolean inputIsSigned, Signal output) {
    this(inputBits, inputIsSigned, output, UNITS_A_STAGE);
  }

  private Circuit(int inputBits, boolean inputIsSigned, Signal output, int unitsAStage) {
    this.inputBits = inputBits;
    this.inputIsSigned = inputIsSigned;
    this.output = output;
    this.unitsAStage = unitsAStage;
    visit(output);
  }

  /// All of it in one cycle, however long that is.
  public static Circuit ofOneStage(int inputBits, boolean inputIsSigned, Signal output) {
    return new Circuit(inputBits, inputIsSigned, output, ENDLESS);
  }

  /// Operands come first; a signal is ready some units of time after the input.
  private void visit(Signal signal) {
    if (ready.containsKey(signal)) {
      return;
    }
    int start = 0;
    for (Signal operand : signal.op().operands()) {
      visit(operand);
      start = Math.max(start, readyAt(operand));
    }
    int units = units(signal.op());
    boolean fits = start % unitsAStage + units <= unitsAStage;
    int begin = fits ? start : (start / unitsAStage + 1) * unitsAStage;
    ready.put(signal, begin + units);
    signals.add(signal);
  }

  private int readyAt(Signal signal) {
    return ready.getOrDefault(signal, 0);
  }

  private static int units(Op op) {
    return switch (op) {
      case Op.Input _, Op.Constant _, Op.Bits _, Op.Centred _, Op.Lifted _, Op.Shift _ -> 0;
      case Op.Add _, Op.Subtract _, Op.NegateIf _, Op.Select _, Op.AtLeast _ -> 1;
      case Op.Table table -> table.address().bits() > LUT_INPUTS ? 2 : 1;
      case Op.ShiftBy _, Op.Clamp _, Op.LeadingZeros _, Op.Normalised _ -> 2;
      case Op.Multiply _ -> UNITS_A_STAGE;
    };
  }

  public int inputBits() {
    return inputBits;
  }

  public boolean inputIsSigned() {
    return inputIsSigned;
  }

  public Signal output() {
    return output;
  }

  /// Each after its operands.
  public List<Signal> signals() {
    return List.copyOf(signals);
  }

  /// The stage whose logic makes a signal: what is ready after 3 units is made by stage 0 and waits
  /// in the registers at its end.
  public int stage(Signal signal) {
    return Math.max(0, readyAt(signal) - 1) / unitsAStage;
  }

  /// Cycles from operand to result, which is registered.
  public int stages() {
    return stage(output) + 1;
  }

  public Cost cost() {
    return Cost.of(signals);
  }

  /// The result for the input of a place among all inputs, the least code first.
  public long value(int place) {
    return output.value(place);
  }
}
