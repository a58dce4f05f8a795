package dev.vitcc.approximation.circuit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Makes the signals of one circuit, with their values for all inputs.
public final class Inputs {
  private final long[] codes;

  /// What was made; the same operation on the same operands is made once.
  private final Map<Op, Signal> signals = new LinkedHashMap<>();

  /// All codes of so many bits, from the least on.
  public Inputs(int bits, boolean isSigned) {
    int least = isSigned ? -(1 << (bits - 1)) : 0;
    codes = IntStream.range(0, 1 << bits).mapToLong(place -> (long) place + least).toArray();
  }

  public Signal input() {
    return signal(new Op.Input(), i -> codes[i]);
  }

  public Signal constant(long value) {
    return signal(new Op.Constant(value), _ -> value);
  }

  public Signal bits(Signal of, int low, int width) {
    long mask = (1L << width) - 1;
    return signal(new Op.Bits(of, low, width), i -> of.value(i) >> low & mask);
  }

  public Signal centred(Signal of, int width) {
    long half = 1L << (width - 1);
    return signal(new Op.Centred(of, width), i -> of.value(i) - half);
  }

  public Signal lifted(Signal of, int width) {
    long half = 1L << (width - 1);
    return signal(new Op.Lifted(of, width), i -> of.value(i) + half);
  }

  public Signal table(Signal address, long[] entries) {
    return signal(
        new Op.Table(address, LongStream.of(entries).boxed().toList()),
        i -> entries[(int) address.value(i)]);
  }

  public Signal add(Signal a, Signal b) {
    return signal(new Op.Add(a, b), i -> a.value(i) + b.value(i));
  }

  public Signal subtract(Signal a, Signal b) {
    return signal(new Op.Subtract(a, b), i -> a.value(i) - b.value(i));
  }

  public Signal multiply(Signal a, Signal b) {
    return signal(new Op.Multiply(a, b), i -> a.value(i) * b.value(i));
  }

  public Signal shift(Signal of, int by) {
    if (by == 0) {
      return of;
    }
    return signal(new Op.Shift(of, by), i -> by > 0 ? of.value(i) >> by : of.value(i) << -by);
  }

  public Signal shiftBy(Signal of, Signal by) {
    return signal(new Op.ShiftBy(of, by), i -> of.value(i) >> by.value(i));
  }

  public Signal select(Signal condition, Signal yes, Signal no) {
    return signal(
        new Op.Select(condition, yes, no),
        i -> condition.value(i) != 0 ? yes.value(i) : no.value(i));
  }

  public Signal negateIf(Signal condition, Signal of) {
    return signal(
        new Op.NegateIf(condition, of), i -> condition.value(i) != 0 ? -of.value(i) : of.value(i));
  }

  /// The same signal where it is within the limits anyway.
  public Signal clamp(Signal of, long least, long greatest) {
    if (of.least() >= least && of.greatest() <= greatest) {
      return of;
    }
    return signal(new Op.Clamp(of, least, greatest), i -> Math.clamp(of.value(i), least, greatest));
  }

  public Signal atLeast(Signal of, long threshold) {
    return signal(new Op.AtLeast(of, threshold), i -> of.value(i) >= threshold ? 1 : 0);
  }

  public Signal leadingZeros(Signal of, int width) {
    return signal(
        new Op.LeadingZeros(of, width),
        i -> Long.numberOfLeadingZeros(of.value(i)) - (Long.SIZE - width));
  }

  public Signal normalised(Signal of, Signal by, int width) {
    long mask = (1L << width) - 1;
    return signal(new Op.Normalised(of, by, width), i -> (of.value(i) << by.value(i)) & mask);
  }

  private Signal signal(Op op, IntToLongFunction value) {
    return signals.computeIfAbsent(
        op,
        _ ->
            new Signal(
                op, IntStream.range(0, codes.length).mapToLong(value::applyAsLong).toArray()));
  }
}
