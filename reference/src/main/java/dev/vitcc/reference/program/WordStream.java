package dev.vitcc.reference.program;

import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The words of a memory image, in the order in which the dispatcher sees them.
final class WordStream {
  private static final int HEADER = 4096;
  private final Engine engine;
  private final byte[] bytes;
  private int position;

  WordStream(Engine engine, byte[] image) {
    this.engine = engine;
    ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    require(header.getInt(0) == 0x43544956, "the image has no VITC header");
    require(header.getInt(4) == 1, "the image is of another version");
    require(header.getInt(8) == engine.fingerprint(), "the image is for another engine");
    int beats = header.getInt(12);
    int stride = header.getInt(16);
    int width = engine.axiBits() / 8;
    this.bytes = new byte[beats * engine.busBytes()];
    for (int beat = 0; beat < beats; beat++) {
      for (int port = 0; port < engine.ports(); port++) {
        int from = HEADER + port * stride + beat * width;
        System.arraycopy(image, from, bytes, (beat * engine.ports() + port) * width, width);
      }
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  byte[] word() {
    byte[] word = Arrays.copyOfRange(bytes, position, position + engine.pk());
    position += engine.pk();
    return word;
  }

  byte[] words(int count) {
    byte[] words = Arrays.copyOfRange(bytes, position, position + count * engine.pk());
    position += count * engine.pk();
    return words;
  }

  /// The next command.
  Fields command() {
    byte[] raw = words((Engine.COMMAND_BYTES + engine.pk() - 1) / engine.pk());
    byte[] bigEndian = new byte[Engine.COMMAND_BYTES + 1];
    for (int i = 0; i < Engine.COMMAND_BYTES; i++) {
      bigEndian[Engine.COMMAND_BYTES - i] = raw[i];
    }
    BigInteger bits = new BigInteger(bigEndian);
    int opcode = bits.intValue() & ((1 << CommandFormat.OPCODE_BITS) - 1);
    for (CommandFormat format : CommandFormat.values()) {
      if (format.opcode() == opcode) {
        return Fields.of(format, bits);
      }
    }
    throw new IllegalArgumentException("unknown opcode " + opcode + " before byte " + position);
  }

  /// A command as its fields, which inner loops ask for again and again.
  record Fields(CommandFormat format, Map<String, Long> values) {
    static Fields of(CommandFormat format, BigInteger bits) {
      Map<String, Long> values = new LinkedHashMap<>();
      int lsb = CommandFormat.OPCODE_BITS;
      for (CommandFormat.Field field : format.fields()) {
        BigInteger mask = BigInteger.ONE.shiftLeft(field.width()).subtract(BigInteger.ONE);
        values.put(field.name(), bits.shiftRight(lsb).and(mask).longValueExact());
        lsb += field.width();
      }
      return new Fields(format, values);
    }

    long unsigned(String name) {
      Long value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(format + " has no field " + name);
      }
      return value;
    }

    int get(String name) {
      return Math.toIntExact(unsigned(name));
    }

    /// The same with another value of a field.
    Fields with(String name, int value) {
      Map<String, Long> others = new LinkedHashMap<>(values);
      if (others.put(name, (long) value) == null) {
        throw new IllegalArgumentException(format + " has no field " + name);
      }
      return new Fields(format, others);
    }

    /// An 8-bit two's complement field.
    int signed(String name) {
      return (byte) get(name);
    }
  }
}
