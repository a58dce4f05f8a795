package dev.vitcc.approximation.circuit;

import java.util.List;

/// What a circuit takes in hardware, with multipliers made of lookup tables.
///
/// @param lut lookup tables of six inputs
/// @param products multipliers among them
/// @param tableBits bits of tables
public record Cost(double lut, int products, long tableBits) {
  private static final Cost NONE = new Cost(0, 0, 0);

  static Cost of(List<Signal> signals) {
    return signals.stream().map(Cost::of).reduce(NONE, Cost::plus);
  }

  private Cost plus(Cost other) {
    return new Cost(lut + other.lut, products + other.products, tableBits + other.tableBits);
  }

  private static Cost of(Signal signal) {
    return switch (signal.op()) {
      case Op.Input _, Op.Constant _, Op.Bits _, Op.Centred _, Op.Lifted _, Op.Shift _ -> NONE;
      case Op.Add op -> logic(isConstant(op.a()) && op.a().greatest() == 0 ? 0 : signal.bits());
      case Op.Subtract _, Op.NegateIf _ -> logic(signal.bits());
      case Op.Select _ -> logic(signal.bits() / 2.0);
      case Op.Clamp op -> logic(signal.bits() + (op.of().bits() - signal.bits()) / 3.0);
      case Op.AtLeast op -> logic(op.of().bits() / 3.0);
      case Op.LeadingZeros op -> logic(op.width());
      case Op.Normalised op -> logic(op.width() * Math.ceil(op.by().bits() / 2.0));
      case Op.ShiftBy op -> logic(op.of().bits() * Math.ceil(op.by().bits() / 2.0));
      case Op.Multiply op -> new Cost(product(op.a().bits(), op.b().bits()), 1, 0);
      case Op.Table op -> {
        int address = op.address().bits();
        yield new Cost(
            TableCost.lut(op.entries(), address, signal.bits()),
            0,
            (long) signal.bits() << address);
      }
    };
  }

  private static Cost logic(double lut) {
    return new Cost(lut, 0, 0);
  }

  private static boolean isConstant(Signal signal) {
    return signal.least() == signal.greatest();
  }

  /// Rows of adders, one for each bit of the shorter operand.
  private static double product(int a, int b) {
    return Math.max(a, b) * (double) Math.min(a, b);
  }
}
