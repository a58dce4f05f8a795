package dev.vitcc.ir.program;

import java.math.BigInteger;
import java.util.Iterator;

/// Packs the fields of one command, in order.
final class CommandBits {
  private final CommandFormat format;
  private final Iterator<CommandFormat.Field> fields;
  private BigInteger bits;
  private int position = CommandFormat.OPCODE_BITS;

  CommandBits(CommandFormat format) {
    this.format = format;
    this.fields = format.fields().iterator();
    this.bits = BigInteger.valueOf(format.opcode());
  }

  /// Appends an unsigned value.
  ///
  /// @throws IllegalArgumentException if the field does not hold it
  CommandBits put(long value) {
    CommandFormat.Field field = fields.next();
    if (value < 0 || value >> field.width() != 0) {
      throw new IllegalArgumentException(
          format + "." + field.name() + " holds " + field.width() + " bits, not " + value);
    }
    bits = bits.or(BigInteger.valueOf(value).shiftLeft(position));
    position += field.width();
    return this;
  }

  /// Appends a two's complement value of at most 8 bits.
  CommandBits putSigned(int value) {
    if (value < -128 || value > 127) {
      throw new IllegalArgumentException(format + ": shift " + value + " does not fit 8 bits");
    }
    return put(value & 0xff);
  }

  byte[] bytes() {
    byte[] bytes = new byte[Engine.COMMAND_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bits.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
