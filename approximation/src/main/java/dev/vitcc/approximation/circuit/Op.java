package dev.vitcc.approximation.circuit;

import java.util.List;

/// What a signal is computed by. Operands are integers; nothing overflows, because a signal is as
/// wide as its values over all inputs need.
public sealed interface Op {
  /// The circuit's operand.
  record Input() implements Op {}

  record Constant(long value) implements Op {}

  /// `width` bits of a two's complement number from `low` on, without sign.
  record Bits(Signal of, int low, int width) implements Op {}

  /// A number without sign less half of 2^`width`: its highest bit inverted.
  record Centred(Signal of, int width) implements Op {}

  /// A signed number of `width` bits plus half of 2^`width`: its highest bit inverted.
  record Lifted(Signal of, int width) implements Op {}

  /// An entry for each address; addresses beyond the last are never used.
  record Table(Signal address, List<Long> entries) implements Op {
    public Table {
      entries = List.copyOf(entries);
    }
  }

  record Add(Signal a, Signal b) implements Op {}

  record Subtract(Signal a, Signal b) implements Op {}

  record Multiply(Signal a, Signal b) implements Op {}

  /// Times 2^-`by`, rounded down; to the left if `by` is negative.
  record Shift(Signal of, int by) implements Op {}

  /// Times 2^-`by`, rounded down.
  record ShiftBy(Signal of, Signal by) implements Op {}

  /// One of two, by a bit.
  record Select(Signal condition, Signal yes, Signal no) implements Op {}

  /// The negative of a number if a bit is on: inverted bits and a carry.
  record NegateIf(Signal condition, Signal of) implements Op {}

  record Clamp(Signal of, long least, long greatest) implements Op {}

  /// Bits that are off above the highest that is on, in a number of `width` bits without sign.
  record LeadingZeros(Signal of, int width) implements Op {}

  /// The lowest `width` bits of a number without sign times 2^`by`.
  record Normalised(Signal of, Signal by, int width) implements Op {}

  /// A bit that says whether a number reaches another.
  record AtLeast(Signal of, long threshold) implements Op {}

  default List<Signal> operands() {
    return switch (this) {
      case Input _, Constant _ -> List.of();
      case Bits op -> List.of(op.of);
      case Centred op -> List.of(op.of);
      case Lifted op -> List.of(op.of);
      case Table op -> List.of(op.address);
      case Add op -> List.of(op.a, op.b);
      case Subtract op -> List.of(op.a, op.b);
      case Multiply op -> List.of(op.a, op.b);
      case Shift op -> List.of(op.of);
      case ShiftBy op -> List.of(op.of, op.by);
      case Select op -> List.of(op.condition, op.yes, op.no);
      case NegateIf op -> List.of(op.condition, op.of);
      case Clamp op -> List.of(op.of);
      case AtLeast op -> List.of(op.of);
      case LeadingZeros op -> List.of(op.of);
      case Normalised op -> List.of(op.of, op.by);
    };
  }
}
