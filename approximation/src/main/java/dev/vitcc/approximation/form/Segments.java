package dev.vitcc.approximation.form;

import dev.vitcc.approximation.circuit.Inputs;
import dev.vitcc.approximation.circuit.Signal;

/// How the counts 0 … `last` are parted, and how hardware finds the part and the place in it.
sealed interface Segments {
  int last();

  /// Bits of z, which every segment has from -2^(zBits - 1) on; 0 if there is none.
  int zBits();

  /// How many, those without counts included.
  int count();

  /// The first count of a segment.
  int first(int segment);

  /// log2 of the counts of a segment, zBits at most.
  int bits(int segment);

  /// Whether it has counts.
  boolean exists(int segment);

  /// The number of a count's segment.
  Signal number(Inputs inputs, Signal count);

  /// z of a count.
  Signal z(Inputs inputs, Signal count);

  /// The bits that hold all counts.
  static int bitsOf(int last) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(last));
  }

  /// All of one length: the upper bits of a count are its segment.
  record Uniform(int last, int zBits) implements Segments {
    @Override
    public int count() {
      return (last >> zBits) + 1;
    }

    @Override
    public int first(int segment) {
      return segment << zBits;
    }

    @Override
    public int bits(int segment) {
      return zBits;
    }

    @Override
    public boolean exists(int segment) {
      return true;
    }

    @Override
    public Signal number(Inputs inputs, Signal count) {
      int upper = count.bits() - zBits;
      return upper <= 0 ? inputs.constant(0) : inputs.bits(count, zBits, upper);
    }

    @Override
    public Signal z(Inputs inputs, Signal count) {
      return inputs.centred(inputs.bits(count, 0, zBits), zBits);
    }

    @Override
    public String toString() {
      return count() == 1 ? "1 segment" : count() + " segments";
    }
  }

  /// From one power of two to the next as many: the count is shifted left until its highest bit is
  /// on, and the bits below that one are the place in the octave.
  ///
  /// @param placeBits log2 of the segments of an octave
  record Octaves(int last, int placeBits) implements Segments {
    private int width() {
      return bitsOf(last);
    }

    @Override
    public int zBits() {
      return width() - 1 - placeBits;
    }

    @Override
    public int count() {
      return (width() + 1) << placeBits;
    }

    private int zeros(int segment) {
      return segment >> placeBits;
    }

    private int place(int segment) {
      return segment & ((1 << placeBits) - 1);
    }

    /// Of the highest bit.
    private int exponent(int segment) {
      return width() - 1 - zeros(segment);
    }

    @Override
    public int first(int segment) {
      int exponent = exponent(segment);
      return exponent < 0
          ? 0
          : (1 << exponent) + (int) ((long) place(segment) << exponent >> placeBits);
    }

    @Override
    public int bits(int segment) {
      return Math.max(0, exponent(segment) - placeBits);
    }

    @Override
    public boolean exists(int segment) {
      int exponent = exponent(segment);
      int whole = Math.max(0, placeBits - Math.max(0, exponent));
      boolean isPlace = place(segment) % (1 << whole) == 0;
      return isPlace && first(segment) <= last;
    }

    @Override
    public Signal number(Inputs inputs, Signal count) {
      Signal zeros = inputs.leadingZeros(count, width());
      Signal octave = inputs.shift(zeros, -placeBits);
      return placeBits == 0
          ? octave
          : inputs.add(octave, inputs.bits(normal(inputs, count), zBits(), placeBits));
    }

    @Override
    public Signal z(Inputs inputs, Signal count) {
      return inputs.centred(inputs.bits(normal(inputs, count), 0, zBits()), zBits());
    }

    private Signal normal(Inputs inputs, Signal count) {
      return inputs.normalised(count, inputs.leadingZeros(count, width()), width());
    }

    @Override
    public String toString() {
      return "%d octaves of %d".formatted(width(), 1 << placeBits);
    }
  }
}
