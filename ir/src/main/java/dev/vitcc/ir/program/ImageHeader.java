package dev.vitcc.ir.program;

/// What every memory image begins with (docs/engine.md, "Memory image").
public final class ImageHeader {
  /// "VITC", little-endian.
  public static final int MAGIC = 0x43544956;

  public static final int VERSION = 1;

  /// Where the stream of port 0 starts, and what streams are aligned to.
  public static final int ALIGNMENT = 4096;

  private ImageHeader() {}
}
