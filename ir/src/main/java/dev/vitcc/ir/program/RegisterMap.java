package dev.vitcc.ir.program;

import static dev.vitcc.ir.program.RegisterField.bit;

import dev.vitcc.ir.program.RegisterField.Access;
import java.util.List;
import java.util.stream.Stream;

/// The registers behind `s_axi_control`: the one place that knows their addresses.
///
/// Hardware, drivers and testbenches get them from here as constants.
public final class RegisterMap {
  /// Where the counters begin; each has 64 bits, low word first, in the order of [Counter].
  public static final int COUNTERS = 0x80;

  /// Bytes that a counter takes.
  public static final int COUNTER_BYTES = 8;

  /// Bytes that the registers take of the address space: the 12 bits of an address.
  public static final int BYTES = 0x1000;

  private RegisterMap() {}

  /// The 32-bit registers.
  public enum Register {
    CONTROL(
        0x00,
        "bit 0 start, 1 done (clear on read), 2 idle, 3 ready",
        bit("START", 0, Access.SET_BY_ONE, "runs; falls with done"),
        bit("DONE", 1, Access.CLEARED_BY_READ, "all frames are done, or an error ended the run"),
        bit("IDLE", 2, Access.READ_ONLY, "not running"),
        bit("READY", 3, Access.CLEARED_BY_READ, "the same as done")),
    INTERRUPT_GLOBAL(
        0x04,
        "bit 0 lets the interrupt out",
        bit("ENABLE", 0, Access.READ_WRITE, "lets the interrupt out")),
    INTERRUPT_ENABLE(
        0x08,
        "bit 0 done, 1 ready",
        bit("DONE", 0, Access.READ_WRITE, "done makes an interrupt pending"),
        bit("READY", 1, Access.READ_WRITE, "ready makes an interrupt pending")),
    INTERRUPT_STATUS(
        0x0c,
        "bit 0 done, 1 ready; toggles where 1 is written",
        bit("DONE", 0, Access.TOGGLED_BY_ONE, "an interrupt for done is pending"),
        bit("READY", 1, Access.TOGGLED_BY_ONE, "an interrupt for ready is pending")),
    IMAGE_LOW(0x10, "address of the memory image", address("lower")),
    IMAGE_HIGH(0x14, "address of the memory image, upper half", address("upper")),
    INPUT_LOW(0x1c, "address of the first frame", address("lower")),
    INPUT_HIGH(0x20, "address of the first frame, upper half", address("upper")),
    OUTPUT_LOW(0x28, "address of the first frame's output", address("lower")),
    OUTPUT_HIGH(0x2c, "address of the first frame's output, upper half", address("upper")),
    FRAMES(
        0x34,
        "frames to run; 0 means 1",
        RegisterField.word("COUNT", Access.READ_WRITE, "frames to run; 0 means 1")),
    STATUS(0x3c, "bits 31:16 frames done, below them the errors", status());

    private final int address;
    private final String meaning;
    private final List<RegisterField> fields;

    Register(int address, String meaning, RegisterField... fields) {
      this.address = address;
      this.meaning = meaning;
      this.fields = List.of(fields);
    }

    private static RegisterField address(String half) {
      return RegisterField.word("ADDRESS", Access.READ_WRITE, "the " + half + " 32 bits");
    }

    /// The errors, and above them the frames.
    private static RegisterField[] status() {
      return Stream.concat(
              Stream.of(StatusBit.values())
                  .map(
                      error ->
                          bit(error.name(), error.ordinal(), Access.READ_ONLY, error.meaning())),
              Stream.of(
                  new RegisterField(
                      "FRAMES_DONE",
                      Short.SIZE,
                      Short.SIZE,
                      Access.READ_ONLY,
                      "frames done, modulo 65,536")))
          .toArray(RegisterField[]::new);
    }

    public int address() {
      return address;
    }

    public String meaning() {
      return meaning;
    }

    /// What its bits mean, from the lowest; all others read 0.
    public List<RegisterField> fields() {
      return fields;
    }
  }

  /// The errors, in the order of their bits in the status register.
  public enum StatusBit {
    FORMAT("wrong magic or version"),
    ENGINE("the image is for another engine"),
    READ("read error response"),
    WRITE("write error response"),
    COMMAND("unknown command, or no End");

    private final String meaning;

    StatusBit(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }

  /// The counters, in the order of their addresses.
  public enum Counter {
    CYCLES("from start to done"),
    ROWS("matrix: a row was issued"),
    IDLE_WEIGHTS("matrix idle: weights had not arrived"),
    IDLE_STATIONARY("matrix idle: the stationary operand was not loaded yet"),
    IDLE_OPERAND("matrix idle: the row's operand was not there"),
    IDLE_CREDIT("matrix idle: no room for a result"),
    IDLE_COMMAND("matrix idle: no command"),
    STREAM_WORDS("words taken by the dispatcher"),
    STREAM_BLOCKED("the dispatcher had a word and could not place it"),
    STREAM_STARVED("the dispatcher waited for memory"),
    DRAIN("vector unit: it drained"),
    DRAIN_BLOCKED("vector unit: it had a result and waited"),
    TILES("tiles"),
    FRAMES("frames"),
    TOKENS_1("tokens left by the first selection, of all frames together"),
    TOKENS_2("tokens left by the second selection"),
    TOKENS_3("tokens left by the third selection"),
    TOKENS_4("tokens left by the fourth selection"),
    TOKENS_5("tokens left by the fifth selection"),
    TOKENS_6("tokens left by the sixth selection"),
    TOKENS_7("tokens left by the seventh selection"),
    TOKENS_8("tokens left by the eighth selection");

    private final String meaning;

    Counter(String meaning) {
      this.meaning = meaning;
    }

    /// Whether it counts tokens: only where their number depends on the image.
    public boolean countsTokens() {
      return compareTo(TOKENS_1) >= 0;
    }

    /// Address of the low word.
    public int address() {
      return COUNTERS + COUNTER_BYTES * ordinal();
    }

    public String meaning() {
      return meaning;
    }
  }
}
