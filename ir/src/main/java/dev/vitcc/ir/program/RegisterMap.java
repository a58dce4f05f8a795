package dev.vitcc.ir.program;

/// The registers behind `s_axi_control`: the one place that knows their addresses.
///
/// Hardware, drivers and testbenches get them from here as constants.
public final class RegisterMap {
  /// Where the counters begin; each has 64 bits, low word first, in the order of [Counter].
  public static final int COUNTERS = 0x80;

  /// Bytes that a counter takes.
  public static final int COUNTER_BYTES = 8;

  private RegisterMap() {}

  /// The 32-bit registers.
  public enum Register {
    CONTROL(0x00, "bit 0 start, 1 done (clear on read), 2 idle, 3 ready"),
    INTERRUPT_GLOBAL(0x04, "bit 0 lets the interrupt out"),
    INTERRUPT_ENABLE(0x08, "bit 0 done, 1 ready"),
    INTERRUPT_STATUS(0x0c, "bit 0 done, 1 ready; toggles where 1 is written"),
    IMAGE_LOW(0x10, "address of the memory image"),
    IMAGE_HIGH(0x14, "address of the memory image, upper half"),
    INPUT_LOW(0x1c, "address of the first frame"),
    INPUT_HIGH(0x20, "address of the first frame, upper half"),
    OUTPUT_LOW(0x28, "address of the first frame's output"),
    OUTPUT_HIGH(0x2c, "address of the first frame's output, upper half"),
    FRAMES(0x34, "frames to run; 0 means 1"),
    STATUS(0x3c, "bits 31:16 frames done, below them the errors");

    private final int address;
    private final String meaning;

    Register(int address, String meaning) {
      this.address = address;
      this.meaning = meaning;
    }

    public int address() {
      return address;
    }

    public String meaning() {
      return meaning;
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
